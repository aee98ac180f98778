"""Files that people send us: cleaned, checked, kept under a name that says nothing."""

import hashlib
import os
from datetime import datetime
from io import BytesIO
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from jaras.kernel.actor import Actor
from jaras.kernel.models import StoredFile

IMAGES = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png"), "WEBP": ("image/webp", ".webp")}
# What a recording or a document starts with, so that a name never decides what a file is.
SIGNATURES: tuple[tuple[bytes, int, str, str], ...] = (
    (b"%PDF-", 0, "application/pdf", ".pdf"),
    (b"\x1aE\xdf\xa3", 0, "audio/webm", ".webm"),
    (b"OggS", 0, "audio/ogg", ".ogg"),
    (b"ftyp", 4, "audio/mp4", ".m4a"),
    (b"ID3", 0, "audio/mpeg", ".mp3"),
    (b"\xff\xfb", 0, "audio/mpeg", ".mp3"),
    (b"RIFF", 0, "audio/wav", ".wav"),
)
LARGEST_SIDE = 2400


class FileRefused(ValueError):
    """The file is too large, or not something we can keep; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean(content: bytes) -> tuple[bytes, str, str]:
    """The bytes to keep, their media type and suffix; photographs lose where and when they were taken."""
    if len(content) > settings.UPLOAD_LIMIT:
        raise FileRefused("too_large")
    try:
        with Image.open(BytesIO(content), formats=tuple(IMAGES)) as image:
            return _re_encode(image)
    except UnidentifiedImageError:
        pass
    except (OSError, ValueError, Image.DecompressionBombError) as broken:
        raise FileRefused("unreadable") from broken
    for signature, offset, media_type, suffix in SIGNATURES:
        if content[offset : offset + len(signature)] == signature:
            return content, media_type, suffix
    raise FileRefused("unknown_kind")


def _re_encode(image: Image.Image) -> tuple[bytes, str, str]:
    media_type, suffix = IMAGES[image.format or "JPEG"]
    kind = image.format or "JPEG"
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    if upright.mode not in ("RGB", "RGBA", "L") or (kind == "JPEG" and upright.mode != "RGB"):
        upright = upright.convert("RGB" if kind == "JPEG" else "RGBA")
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    out = BytesIO()
    fresh.save(out, kind, quality=85)
    return out.getvalue(), media_type, suffix


def store(content: bytes, *, name: str = "", by: Actor, at: datetime) -> StoredFile:
    """Write the cleaned bytes to disk before the row that names them, so that no row lacks its file."""
    kept, media_type, suffix = clean(content)
    token = token_hex(16)
    path = Path(token[:2]) / f"{token}{suffix}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        out.write(kept)
        out.flush()
        os.fsync(out.fileno())
    return StoredFile.objects.create(
        path=str(path),
        sha256=hashlib.sha256(kept).hexdigest(),
        media_type=media_type,
        size=len(kept),
        name=name[:200].replace("\x00", ""),
        by_id=by.member_id,
        at=at,
    )


def location(file: StoredFile) -> Path:
    """Where the bytes are."""
    return Path(settings.MEDIA_ROOT) / file.path
