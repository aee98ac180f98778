"""What happens to registers of the past."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RegisterEvent(Event):
    subject: ClassVar[str] = "register"
    register_id: int


@dataclass(frozen=True, kw_only=True)
class RegisterReceived(RegisterEvent):
    kind: str


@dataclass(frozen=True, kw_only=True)
class RegisterRead(RegisterEvent):
    rows: int
    why: str  # it could not be read


@dataclass(frozen=True, kw_only=True)
class RegisterNamed(RegisterEvent):
    """Its columns were named, its words taught; it is checked again."""

    columns: tuple[str, ...]
    taught: int


@dataclass(frozen=True, kw_only=True)
class RegisterChecked(RegisterEvent):
    good: int
    stopped: int


@dataclass(frozen=True, kw_only=True)
class RegisterConfirmed(RegisterEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RowsWritten(RegisterEvent):
    written: int
    done: int


@dataclass(frozen=True, kw_only=True)
class RegisterWritten(RegisterEvent):
    written: int


@dataclass(frozen=True, kw_only=True)
class UndoAsked(RegisterEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RowsTakenBack(RegisterEvent):
    taken_back: int


@dataclass(frozen=True, kw_only=True)
class RegisterUndone(RegisterEvent):
    kept: int


@dataclass(frozen=True, kw_only=True)
class RegisterResumed(RegisterEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RegisterDropped(RegisterEvent):
    pass
