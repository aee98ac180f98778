"""One sealed value: which key opens it, where it stands, AES-GCM."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from secrets import token_bytes

from cryptography.exceptions import InvalidTag

from jaras.kernel.keys import envelopes

# What people type never begins so: `text.cleaned` takes control characters out.
MARK = "\x02s1:"
NAME = slice(len(MARK), len(MARK) + 32)


class Unreadable(Exception):
    """The value was altered, or moved here from elsewhere."""


def is_sealed(value: object) -> bool:
    return isinstance(value, str) and value.startswith(MARK)


def sealed(plain: str, *, name: str, place: str) -> str:
    """The text under the key `name`, bound to its `place`: table, column."""
    nonce = token_bytes(envelopes.NONCE)
    body = envelopes.to_seal(name).encrypt(nonce, plain.encode(), _bound(place, name))
    return f"{MARK}{name}:{urlsafe_b64encode(nonce + body).decode()}"


def prepare(found: Iterable[object]) -> None:
    """Before many values are opened: one query reads all their keys."""
    envelopes.prepare(value[NAME] for value in found if isinstance(value, str) and is_sealed(value))


def opened(value: str, *, place: str) -> str:
    """The text again; whatever was never sealed as it is, nothing where the key was destroyed."""
    if not value.startswith(MARK):
        return value
    name = value[NAME]
    try:
        packed = urlsafe_b64decode(value[NAME.stop + 1 :])
        key = envelopes.to_open(name)
        return key.decrypt(packed[: envelopes.NONCE], packed[envelopes.NONCE :], _bound(place, name)).decode()
    except envelopes.Destroyed:
        return ""
    except (InvalidTag, ValueError) as wrong:
        raise Unreadable(f"What is sealed in {place} was altered, or moved there.") from wrong


def _bound(place: str, name: str) -> bytes:
    return f"{place}:{name}".encode()
