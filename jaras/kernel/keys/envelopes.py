"""Data keys: random, one for each person, report, case or file, wrapped by the master key."""

import time
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_bytes, token_hex
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.utils.timezone import now

from jaras.kernel.keys import ring
from jaras.kernel.keys.rows import DataKey

MOST_KEPT, KEPT_FOR = 2048, 60.0  # unwrapped keys in one process; seconds
NONCE = 12


class Owner(Protocol):
    """A row that has a key of its own: by destroying it, whatever is sealed for this row is lost."""

    key: str | None


class Destroyed(Exception):
    """The key is no more: what it sealed cannot be read, nothing new can be sealed with it."""


def fresh_name() -> str:
    return token_hex(16)


def wrap(name: str, key: bytes) -> tuple[str, int]:
    """The key as a row keeps it, with the version of the master key that wrapped it."""
    keys = ring.ring()
    nonce = token_bytes(NONCE)
    sealed = AESGCM(keys.versions[keys.current]).encrypt(nonce, key, _bound(name))
    return b64encode(nonce + sealed).decode(), keys.current


def unwrap(name: str, wrapped: str, version: int) -> bytes:
    if not wrapped:
        raise Destroyed(name)
    packed = b64decode(wrapped)
    try:
        return AESGCM(ring.ring().master(version)).decrypt(packed[:NONCE], packed[NONCE:], _bound(name))
    except InvalidTag as wrong:
        raise ring.KeysMissing(
            f"The keys in {ring.path()} are not those this database was written with: "
            "bring the right ones back, `jaras keys import FILE`."
        ) from wrong


def _bound(name: str) -> bytes:
    return f"datakey:{name}".encode()


# Known to stand in the database for as long as a block of `held` lasts: no row has to be looked for.
_held: ContextVar[dict[str, AESGCM] | None] = ContextVar("held", default=None)


@contextmanager
def held(owners: Sequence[Owner]) -> Iterator[None]:
    """Make the keys of many new rows at once, for what is sealed within the block."""
    made = {name: token_bytes(ring.SIZE) for name in (_name_of(owner) for owner in owners)}
    rows = []
    for name, key in made.items():
        wrapped, version = wrap(name, key)
        rows.append(DataKey(name=name, wrapped=wrapped, version=version, made_at=now()))
    DataKey.objects.bulk_create(rows)
    token = _held.set({name: AESGCM(key) for name, key in made.items()})
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def at_hand(name: str) -> Iterator[None]:
    """Read a key once, or make it, for whatever is sealed with it within the block, inside a transaction."""
    token = _held.set({**(_held.get() or {}), name: to_seal(name)})
    try:
        yield
    finally:
        _held.reset(token)


def _name_of(owner: Owner) -> str:
    if owner.key is None:
        owner.key = fresh_name()
    return owner.key


def to_seal(name: str) -> AESGCM:
    """The key of this name, made where there is none; its row is certain to stand in this transaction.

    No cache: a key whose row was rolled back would seal what nobody can ever read.
    """
    if (known := (_held.get() or {}).get(name)) is not None:
        return known
    if (row := _row(name)) is not None:
        return AESGCM(unwrap(name, *row))
    key = token_bytes(ring.SIZE)
    wrapped, version = wrap(name, key)
    DataKey.objects.create(name=name, wrapped=wrapped, version=version, made_at=now())
    return AESGCM(key)


def adopt(name: str, key: bytes) -> None:
    """Keep a key that sealed something before the transaction began: a file on the disk."""
    wrapped, version = wrap(name, key)
    DataKey.objects.create(name=name, wrapped=wrapped, version=version, made_at=now())


_opened: OrderedDict[str, tuple[float, AESGCM]] = OrderedDict()


def to_open(name: str) -> AESGCM:
    """The key of this name, for at most a minute from memory: a destroyed one is soon forgotten."""
    if (known := (_held.get() or {}).get(name)) is not None:
        return known
    known_until = _opened.get(name)
    if known_until is not None and known_until[0] > time.monotonic():
        return known_until[1]
    row = _row(name)
    if row is None:
        raise Destroyed(name)
    return _remember(name, AESGCM(unwrap(name, *row)))


def prepare(names: Iterable[str]) -> None:
    """Read the keys of many values in one query: each is opened from memory then."""
    until = time.monotonic()
    wanted = [name for name in dict.fromkeys(names) if name not in _opened or _opened[name][0] <= until]
    if not wanted:
        return
    for row in DataKey.objects.filter(name__in=wanted[:MOST_KEPT]).exclude(wrapped=""):
        _remember(row.name, AESGCM(unwrap(row.name, row.wrapped, row.version)))


def _remember(name: str, key: AESGCM) -> AESGCM:
    _opened[name] = (time.monotonic() + KEPT_FOR, key)
    while len(_opened) > MOST_KEPT:
        _opened.popitem(last=False)
    return key


def _row(name: str) -> tuple[str, int] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped, version FROM kernel_datakey WHERE name = %s", [name])
        row = cursor.fetchone()
    return None if row is None else (str(row[0]), int(row[1]))


def destroy(owner: Owner) -> None:
    """Whatever was sealed for this row is lost for good: here, in the log, in every later backup."""
    if owner.key is not None:
        DataKey.objects.filter(name=owner.key).update(wrapped="", destroyed_at=now())
        forget(owner.key)


def forget(name: str) -> None:
    _opened.pop(name, None)
