"""The signature under the head of a day, its key outside the database."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from jaras.kernel.record.models import Head

FOLDER, PRIVATE, KNOWN = "keys", "seal.key", "seal.pub"


def folder() -> Path:
    return Path(settings.DATA) / FOLDER


def key() -> Ed25519PrivateKey:
    """The key of this copy, made the first time; its public half is added to those that are known."""
    path = folder() / PRIVATE
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
    except FileNotFoundError:
        pass
    folder().mkdir(mode=0o700, exist_ok=True)
    made = Ed25519PrivateKey.generate()
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(made.private_bytes_raw().hex() + "\n")
    try:
        os.link(fresh, path)  # of two that begin at once one wins
    except FileExistsError:
        return key()
    finally:
        fresh.unlink()
    with (folder() / KNOWN).open("a") as known:
        known.write(public(made) + "\n")
    return made


def public(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes_raw().hex()


def known() -> frozenset[str]:
    """The public halves that ever signed here, kept outside the database."""
    try:
        return frozenset((folder() / KNOWN).read_text().split())
    except FileNotFoundError:
        return frozenset()


def told(head: Head) -> bytes:
    """What is signed."""
    return f"jaras head 1 {head.day.isoformat()} {head.place} {bytes(head.link).hex()}".encode()


def holds(head: Head) -> bool:
    """Whether the signature is of this head, by the key it names."""
    try:
        made = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key))
        made.verify(bytes.fromhex(head.signature), told(head))
    except (InvalidSignature, ValueError):
        return False
    return True
