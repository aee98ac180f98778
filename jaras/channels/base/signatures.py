"""Who sent a delivery, proved in constant time."""

import hashlib
import hmac


def same(given: str, expected: str) -> bool:
    """Whether two secrets are one; an empty one is never right."""
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def hmac_sha256(secret: str, body: bytes) -> str:
    """The signature of a body, in hexadecimal digits."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
