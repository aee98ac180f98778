"""A browser with its push service: keys of its own, opens what was sealed for it by the standard alone."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECRET = bytes(range(16))


def drawn(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


@dataclass
class Browser:
    """One browser that agreed to be called."""

    address: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def told(self) -> dict[str, str]:
        """What it says of itself."""
        return {"endpoint": self.address, "p256dh": text(self.point), "auth": text(SECRET)}

    def opened(self, body: bytes) -> dict[str, Any]:
        salt, length = body[:16], body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        known = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        seed = drawn(
            self.key.exchange(ec.ECDH(), known), SECRET, b"WebPush: info\0" + self.point + theirs, 32
        )
        key = drawn(seed, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = drawn(seed, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        said: dict[str, Any] = json.loads(plain.rstrip(b"\0")[:-1])
        return said
