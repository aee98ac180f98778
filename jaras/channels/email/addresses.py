"""The mailbox of the cell: its address, with the token of an answer in it, the ids of its letters."""

import re
from collections.abc import Iterable
from email.utils import parseaddr

_ID = re.compile(r"<[^<>\s]{3,250}>")


def is_ours(address: str, ours: str) -> bool:
    """Whether a letter to it is for us: the very address, or with a token after a `+`."""
    name, _at, domain = address.strip().lower().rpartition("@")
    our_name, _at, our_domain = ours.lower().rpartition("@")
    return bool(our_name) and domain == our_domain and name.partition("+")[0] == our_name


def with_token(ours: str, token: str) -> str:
    name, _at, domain = ours.rpartition("@")
    return f"{name}+{token}@{domain}"


def message_id(ours: str, token: str) -> str:
    """The id of a letter of ours: who writes back to its token answers it."""
    return f"<{token}@{ours.rpartition('@')[2].lower()}>"


def answered_by_token(addresses: Iterable[str], ours: str) -> tuple[str, ...]:
    """Ids of our letters whose tokens stand in the addresses to which this one came."""
    names = (each.rpartition("@")[0].lower() for each in addresses if is_ours(each, ours))
    tokens = (name.partition("+")[2] for name in names)
    return tuple(message_id(ours, token) for token in tokens if token.isascii() and token.isalnum())


def ids(written: str) -> tuple[str, ...]:
    return tuple(_ID.findall(written))


def address_of(written: str) -> tuple[str, str]:
    """The name, the address in a header; two empty words where there is none."""
    name, address = parseaddr(written)
    found = re.fullmatch(r"[^\s@<>\"]{1,64}@[^\s@<>\"]{1,190}", address)
    return (name, address) if found else ("", "")
