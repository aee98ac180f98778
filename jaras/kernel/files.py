"""Files that people send us: cleaned, checked, sealed under a name that says nothing."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Any, BinaryIO, Literal

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jaras.kernel import recordings, text
from jaras.kernel.actor import Actor
from jaras.kernel.keys import envelopes, ring, streams
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
    key: str  # its name; the row that keeps it comes with the register
    secret: bytes = field(repr=False)

    def open(self, mode: Literal["rb"] = "rb", /) -> BinaryIO:
        return streams.reader((Path(settings.MEDIA_ROOT) / self.path).open(mode), AESGCM(self.secret))


@dataclass(frozen=True)
class Source:
    """A file of the register, to be read as it was before it was sealed."""

    file: StoredFile

    def open(self, mode: Literal["rb"] = "rb", /) -> BinaryIO:
        raw = location(self.file).open(mode)
        return raw if self.file.key is None else streams.reader(raw, envelopes.to_open(self.file.key))


def opened(file: StoredFile) -> BinaryIO:
    """The bytes of a file as they were sent, but for what was taken out of them."""
    return Source(file).open()


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
    """Seal the cleaned bytes on the disk: slow, so before the transaction that will name them."""
    kept, media_type, suffix = clean(content)
    return _sealed([kept], suffix=suffix, media_type=media_type, name=name)


def keep_as_it_is(chunks: Iterable[bytes], *, suffix: str, media_type: str, name: str = "") -> Kept:
    """Seal bytes that no page ever serves, as they come: a spreadsheet on its way into the register."""
    return _sealed(chunks, suffix=suffix, media_type=media_type, name=name)


def _sealed(chunks: Iterable[bytes], *, suffix: str, media_type: str, name: str) -> Kept:
    token, secret = token_hex(16), token_bytes(ring.SIZE)
    path = Path(token[:2]) / f"{token}{suffix}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()

    def read() -> Iterator[bytes]:
        for chunk in chunks:
            digest.update(chunk)
            yield chunk

    try:
        with target.open("xb") as out:
            size = streams.write(read(), out, AESGCM(secret))
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    said = text.cleaned(name)[:200]
    return Kept(str(path), digest.hexdigest(), media_type, size, said, envelopes.fresh_name(), secret)


def remove(file: StoredFile) -> None:
    """Take a file away for good: its row, then, once that is certain, its bytes."""
    path = location(file)
    file.delete()
    envelopes.destroy(file)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def seal_older(file: StoredFile) -> None:
    """Seal a file that was kept plainly: under another name first, so that nothing is lost on the way."""
    plain = location(file)
    if file.key is not None or not plain.is_file():
        return
    with plain.open("rb") as read:
        pieces = iter(lambda: read.read(streams.PIECE), b"")
        kept = keep_as_it_is(pieces, suffix=plain.suffix, media_type=file.media_type)
    with transaction.atomic():
        envelopes.adopt(kept.key, kept.secret)
        file.path, file.key = kept.path, kept.key
        file.save(update_fields=["path", "key", "name"])
        transaction.on_commit(plain.unlink)


def erase(rows: QuerySet[StoredFile]) -> int:
    """Take away the bytes of files whose rows must stay, once that is certain; how many they are."""
    found = list(rows)
    StoredFile.objects.filter(pk__in=[file.pk for file in found]).update(name="", size=0)
    for file in found:
        envelopes.destroy(file)
        transaction.on_commit(partial(location(file).unlink, missing_ok=True))
    return len(found)


def drop(kept: Kept) -> None:
    """Take away what no row will ever name."""
    (Path(settings.MEDIA_ROOT) / kept.path).unlink(missing_ok=True)


def register(kept: Kept, *, by: Actor, at: datetime) -> StoredFile:
    """Name in the register what is on disk already, keep its key."""
    envelopes.adopt(kept.key, kept.secret)
    return StoredFile.objects.create(
        path=kept.path,
        sha256=kept.sha256,
        media_type=kept.media_type,
        size=kept.size,
        name=kept.name,
        key=kept.key,
        by_id=by.member_id,
        at=at,
    )


def store(content: bytes, *, name: str = "", by: Actor, at: datetime) -> StoredFile:
    """Seal the cleaned bytes on the disk before the row that names them, so that no row lacks its file."""
    return register(keep(content, name=name), by=by, at=at)


def location(file: StoredFile) -> Path:
    """Where the sealed bytes are."""
    return Path(settings.MEDIA_ROOT) / file.path
