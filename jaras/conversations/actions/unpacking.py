"""What somebody uploaded, opened: the text of an exported chat, the files around it."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext_lazy as _

from jaras.intake.actions import Sent
from jaras.kernel.refusal import Refused

MOST_FILES, MOST_BYTES = 60, 60 * 1024 * 1024


def unpacked(sent: Sequence[Sent]) -> tuple[str, dict[str, bytes]]:
    """The text of an exported chat, the files around it, by name; an archive is opened."""
    chat, files = "", {}
    for each in sent:
        for name, content in _members(each):
            if name.lower().endswith(".txt"):
                chat = "\n".join(filter(None, (chat, content.decode("utf-8-sig", "replace"))))
            else:
                files[name] = content
    if len(files) > MOST_FILES:
        raise _refused(_("Sixty files at most: keep those that matter."))
    return chat, files


def _members(sent: Sent) -> list[tuple[str, bytes]]:
    if not sent.name.lower().endswith(".zip"):
        return [(PurePosixPath(sent.name).name, sent.content)]
    try:
        with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            if len(inside) > MOST_FILES * 4 or sum(each.file_size for each in inside) > MOST_BYTES:
                raise _refused(_("This archive is too large: export the chat without all its media."))
            return [(PurePosixPath(each.filename).name, archive.read(each)) for each in inside]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as broken:
        raise _refused(_("This archive cannot be opened: export the chat again.")) from broken


def _refused(why: Any) -> Refused:
    return Refused(why, field="attached")
