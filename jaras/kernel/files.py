"""Files that people send us: cleaned, checked, kept under a name that says nothing."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import recordings, text
from jaras.kernel.actor import Actor
from jaras.kernel.models import StoredFile

REFUSALS = {
    "too_large": _("it is too large"),
    "unreadable": _("it cannot be read"),
    "not_cleaned": _("it may tell where it was recorded, and this could not be taken out"),
    "unknown_kind": _("it is neither a photograph, nor a recording, nor a PDF"),
}


class FileRefused(ValueError):
    """The file is too large, or not something we can keep; `code` says which, `reason` says it in words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def reason(self) -> Any:
        return REFUSALS[self.code]


@dataclass(frozen=True)
class Kept:
    """A cleaned file that is on disk, not yet in the register."""

    path: str
    sha256: str
    media_type: str
    size: int
    name: str


def clean(content: bytes) -> tuple[bytes, str, str]:
    """The bytes to keep, their media type and suffix; photographs, recordings lose where they were made."""
    if len(content) > settings.UPLOAD_LIMIT:
        raise FileRefused("too_large")
    from jaras.kernel import pictures  # when first used: every process of the server would keep its library

    try:
        if (picture := pictures.redrawn(content)) is not None:
            return picture
    except pictures.TooLarge:
        raise FileRefused("too_large") from None
    except pictures.Unreadable as broken:
        raise FileRefused("unreadable") from broken
    try:
        recording = recordings.recognised(content)
    except recordings.NotCleaned:
        raise FileRefused("not_cleaned") from None
    if recording is None:
        raise FileRefused("unknown_kind")
    return recording


def keep(content: bytes, *, name: str = "") -> Kept:
    """Write the cleaned bytes to disk: slow, so before the transaction that will name them."""
    kept, media_type, suffix = clean(content)
    token = token_hex(16)
    path = Path(token[:2]) / f"{token}{suffix}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        out.write(kept)
        out.flush()
        os.fsync(out.fileno())
    return Kept(str(path), hashlib.sha256(kept).hexdigest(), media_type, len(kept), text.cleaned(name)[:200])


def keep_as_it_is(chunks: Iterable[bytes], *, suffix: str, media_type: str, name: str = "") -> Kept:
    """Write bytes that no page ever serves, as they come: a spreadsheet on its way into the register."""
    digest, size = hashlib.sha256(), 0
    token = token_hex(16)
    path = Path(token[:2]) / f"{token}{suffix}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Kept(str(path), digest.hexdigest(), media_type, size, text.cleaned(name)[:200])


def remove(file: StoredFile) -> None:
    """Take a file away for good: its row, then, once that is certain, its bytes."""
    path = location(file)
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def drop(kept: Kept) -> None:
    """Take away what no row will ever name."""
    (Path(settings.MEDIA_ROOT) / kept.path).unlink(missing_ok=True)


def register(kept: Kept, *, by: Actor, at: datetime) -> StoredFile:
    """Name in the register what is on disk already."""
    return StoredFile.objects.create(
        path=kept.path,
        sha256=kept.sha256,
        media_type=kept.media_type,
        size=kept.size,
        name=kept.name,
        by_id=by.member_id,
        at=at,
    )


def store(content: bytes, *, name: str = "", by: Actor, at: datetime) -> StoredFile:
    """Write the cleaned bytes to disk before the row that names them, so that no row lacks its file."""
    return register(keep(content, name=name), by=by, at=at)


def location(file: StoredFile) -> Path:
    """Where the bytes are."""
    return Path(settings.MEDIA_ROOT) / file.path
