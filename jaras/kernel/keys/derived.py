"""Keys for one purpose alone, drawn from the master key: files that are no row of the database."""

from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jaras.kernel.keys.ring import SIZE, Ring, ring
from jaras.kernel.keys.values import Unreadable

VERSION, NONCE = 4, 12  # bytes


def derived(keys: Ring, version: int, purpose: str) -> bytes:
    return HKDF(SHA256(), SIZE, salt=None, info=purpose.encode()).derive(keys.master(version))


def sealed(body: bytes, *, purpose: str, name: str) -> bytes:
    """The bytes under today's master key, bound to the name they are kept under."""
    keys, nonce = ring(), token_bytes(NONCE)
    head = keys.current.to_bytes(VERSION, "big")
    key = AESGCM(derived(keys, keys.current, purpose))
    return head + nonce + key.encrypt(nonce, body, head + name.encode())


def opened(packed: bytes, *, purpose: str, name: str) -> bytes:
    head, nonce, body = packed[:VERSION], packed[VERSION : VERSION + NONCE], packed[VERSION + NONCE :]
    key = AESGCM(derived(ring(), int.from_bytes(head, "big"), purpose))
    try:
        return key.decrypt(nonce, body, head + name.encode())
    except (InvalidTag, ValueError) as wrong:
        raise Unreadable(f"{name} was altered, or put there from elsewhere.") from wrong
