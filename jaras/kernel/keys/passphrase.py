"""The keys under a passphrase: what is carried to another place."""

import json
from base64 import b64decode, b64encode
from secrets import token_bytes

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jaras.kernel.keys.ring import SIZE, KeysMissing, Ring, read

KIND = "jaras-keys"
SHORTEST = 12
# As RFC 9106 proposes where memory is scarce.
TIME, MEMORY_KIB, LANES = 3, 64 * 1024, 4
NONCE, SALT = 12, 16


class WrongPassphrase(ValueError):
    """The passphrase is not that of this file, or the file was altered."""


def locked(ring: Ring, passphrase: str) -> str:
    """The ring as a file that only the passphrase opens."""
    if len(passphrase) < SHORTEST:
        raise WrongPassphrase(f"A passphrase has at least {SHORTEST} signs.")
    salt, nonce = token_bytes(SALT), token_bytes(NONCE)
    body = AESGCM(_key(passphrase, salt)).encrypt(nonce, ring.told().encode(), KIND.encode())
    said = {"kind": KIND, "salt": b64encode(salt).decode(), "body": b64encode(nonce + body).decode()}
    return json.dumps(said, indent=1) + "\n"


def unlocked(said: str, passphrase: str) -> Ring:
    try:
        parsed = json.loads(said)
        if parsed["kind"] != KIND:
            raise KeyError("kind")
        salt, body = b64decode(parsed["salt"]), b64decode(parsed["body"])
    except (ValueError, KeyError, TypeError) as error:
        raise KeysMissing("This is not what `jaras keys export` wrote.") from error
    try:
        plain = AESGCM(_key(passphrase, salt)).decrypt(body[:NONCE], body[NONCE:], KIND.encode())
    except InvalidTag as wrong:
        raise WrongPassphrase("This passphrase does not open the file.") from wrong
    return read(plain.decode())


def _key(passphrase: str, salt: bytes) -> bytes:
    return hash_secret_raw(
        passphrase.encode(), salt, time_cost=TIME, memory_cost=MEMORY_KIB, parallelism=LANES,
        hash_len=SIZE, type=Type.ID,
    )  # fmt: skip
