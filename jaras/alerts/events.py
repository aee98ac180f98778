"""What happens to an alert."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AlertRaised(Event):
    """Something is overdue."""

    subject: ClassVar[str] = "alert"
    alert_id: int
    code: str
    report_id: int | None
    case_id: int | None


@dataclass(frozen=True, kw_only=True)
class AlertRang(Event):
    """It was told to those of a step, by their numbers."""

    subject: ClassVar[str] = "alert"
    alert_id: int
    step: str
    member_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AlertMoved(Event):
    """Somebody answers for it, it waits, it rings again, it is over."""

    subject: ClassVar[str] = "alert"
    alert_id: int
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class DeviceAdded(Event):
    """Alerts ring on a device of a member."""

    subject: ClassVar[str] = "member"
    member_id: int
    device_id: int


@dataclass(frozen=True, kw_only=True)
class DeviceEnded(Event):
    """They ring there no more: `why` is a `DeviceEnd`."""

    subject: ClassVar[str] = "member"
    member_id: int
    device_id: int
    why: str


@dataclass(frozen=True, kw_only=True)
class NoticeMoved(Event):
    """A notice came, or did not."""

    subject: ClassVar[str] = "alert"
    alert_id: int
    notice_id: int
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class WishesChanged(Event):
    """A member chose how they are told of their work."""

    subject: ClassVar[str] = "member"
    member_id: int
    way: str


@dataclass(frozen=True, kw_only=True)
class DayTold(Event):
    """A member is told of their day, in the morning, in the evening."""

    subject: ClassVar[str] = "member"
    member_id: int
    kind: str
