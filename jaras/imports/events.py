"""What happens to imports of the directory."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DirectoryImportEvent(Event):
    subject: ClassVar[str] = "directory_import"
    directory_import_id: int


@dataclass(frozen=True, kw_only=True)
class ImportReceived(DirectoryImportEvent):
    kind: str
    entries: int


@dataclass(frozen=True, kw_only=True)
class ImportWritten(DirectoryImportEvent):
    added: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class ImportUndone(DirectoryImportEvent):
    left: int  # entries that stay, for somebody changed them since


@dataclass(frozen=True, kw_only=True)
class ImportSettled(DirectoryImportEvent):
    """What stood there before is forgotten: it cannot be undone any more."""


@dataclass(frozen=True, kw_only=True)
class ImportDropped(DirectoryImportEvent):
    pass
