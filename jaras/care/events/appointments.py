"""What happens to an appointment."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AppointmentEvent(Event):
    subject: ClassVar[str] = "appointment"
    appointment_id: int
    case_id: int


@dataclass(frozen=True, kw_only=True)
class AppointmentPlanned(AppointmentEvent):
    companion_id: int | None
    reminder: str


@dataclass(frozen=True, kw_only=True)
class AppointmentAmended(AppointmentEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AppointmentMoved(AppointmentEvent):
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PersonCalled(AppointmentEvent):
    """A colleague called to recall it; `reached`: the person knows."""

    reached: bool


@dataclass(frozen=True, kw_only=True)
class CompanionReminded(AppointmentEvent):
    companion_id: int
