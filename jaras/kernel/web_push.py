"""A message sealed for one browser (RFC 8291), signed as coming from this house (RFC 8292, "VAPID").

The signature is a library's; the only one that seals comes without a wheel: sealing is done here, checked by
the example of the standard.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Any, Self
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from jaras.kernel.keys.derived import derived
from jaras.kernel.keys.ring import Ring, ring

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
PURPOSE = "web push"
RECORD = 4096  # bytes: one record holds the whole message
LONGEST = 3000  # bytes of a message: what every push service takes
SIGNED_FOR = timedelta(hours=12)
SALT, SECRET = 16, 16  # bytes


class NoBrowser(ValueError):
    """What was told is not where a browser is reached."""


@dataclass(frozen=True)
class Subscription:
    """Where one browser is reached; what is sealed with these keys it alone opens."""

    endpoint: str
    p256dh: str
    auth: str

    @classmethod
    def read(cls, endpoint: str, p256dh: str, auth: str) -> Self:
        """As a browser tells it."""
        found = cls(endpoint, p256dh, auth)
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(CURVE, found.point)
            right = len(found.secret) == SECRET
        except ValueError as wrong:
            raise NoBrowser from wrong
        if not right:
            raise NoBrowser
        return found

    @property
    def point(self) -> bytes:
        return _bytes(self.p256dh)

    @property
    def secret(self) -> bytes:
        return _bytes(self.auth)


def public_key() -> str:
    """What a browser must know to take messages of this house alone."""
    return _text(_point(_signing_key(ring(), key_version()).public_key()))


def key_version() -> int:
    """Which master key the public key of today follows from."""
    return ring().current


def headers(
    to: Subscription, *, version: int, contact: str, lasts: timedelta, at: datetime
) -> dict[str, str]:
    """Who sends, for how long the push service keeps it: it may wake the device."""
    where = urlsplit(to.endpoint)
    claims = {
        "sub": contact,
        "aud": f"{where.scheme}://{where.netloc}",
        "exp": int((at + SIGNED_FOR).timestamp()),
    }
    signed: dict[str, Any] = Vapid02(private_key=_signing_key(ring(), version)).sign(claims)
    return {
        "Authorization": signed["Authorization"],
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(int(lasts.total_seconds())),
        "Urgency": "high",
    }


def sealed(message: bytes, to: Subscription) -> bytes:
    """What this browser alone can open: header of RFC 8188, one record."""
    return _sealed(message, to, ec.generate_private_key(CURVE), token_bytes(SALT))


def _sealed(message: bytes, to: Subscription, once: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    if len(message) > LONGEST:
        raise ValueError("too long for a push service")
    theirs, ours = to.point, _point(once.public_key())
    shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    seed = _drawn(shared, to.secret, b"WebPush: info\x00" + theirs + ours, 32)
    key = _drawn(seed, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _drawn(seed, salt, b"Content-Encoding: nonce\x00", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def _drawn(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=salt, info=info).derive(secret)


def _signing_key(keys: Ring, version: int) -> ec.EllipticCurvePrivateKey:
    """Follows from the master key: nothing more to keep, to back up, to lose."""
    number = int.from_bytes(derived(keys, version, PURPOSE), "big")
    return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))
