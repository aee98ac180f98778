"""The signature of a message, as the Standard Webhooks specification describes it."""

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha256

PREFIX = "whsec_"


def told(key: bytes) -> str:
    """A key as an administrator copies it."""
    return PREFIX + base64.b64encode(key).decode()


def key_of(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(PREFIX))


def header(keys: Sequence[bytes], *, message_id: str, timestamp: int, body: bytes) -> str:
    """One signature for each key in force: the receiver accepts any of them."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = (hmac.new(key, signed, sha256).digest() for key in keys)
    return " ".join(f"v1,{base64.b64encode(each).decode()}" for each in signatures)
