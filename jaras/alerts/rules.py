"""When something is overdue, how an alert climbs, when the messages of a day leave."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register
from jaras.territory.rules.working_days import after_working


class AlertsVerb(StrEnum):
    ANSWER = "alerts.answer"


class AlertState(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ON_HOLD = "on_hold"
    ENDED = "ended"


LIVING = (AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.ON_HOLD)

ALERT = register(
    Workflow(
        subject="alert",
        states=AlertState,
        initial=AlertState.OPEN,
        moves=(
            Move("acknowledge", (AlertState.OPEN,), AlertState.ACKNOWLEDGED),
            Move("hold", (AlertState.OPEN, AlertState.ACKNOWLEDGED), AlertState.ON_HOLD, reason_needed=True),
            Move("ring_again", (AlertState.ACKNOWLEDGED, AlertState.ON_HOLD), AlertState.OPEN),
            Move("end", LIVING, AlertState.ENDED),
        ),
    )
)


class NoticeState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    SPARED = "spared"  # somebody answered before it left


CAME = (NoticeState.WAITING, NoticeState.DELIVERED)  # a gateway may tell later that it did not

NOTICE = register(
    Workflow(
        subject="notice",
        states=NoticeState,
        initial=NoticeState.WAITING,
        moves=(
            Move("deliver", (NoticeState.WAITING, NoticeState.FAILED), NoticeState.DELIVERED),
            Move(
                "fail", (NoticeState.WAITING, NoticeState.DELIVERED), NoticeState.FAILED, reason_needed=True
            ),
            Move("spare", (NoticeState.WAITING, NoticeState.FAILED), NoticeState.SPARED),
        ),
    )
)


class Channel(StrEnum):
    """By which way somebody is told."""

    SCREEN = "screen"  # delivered once a page of theirs showed it
    MAIL = "mail"  # delivered once the mail server took it
    PUSH = "push"  # delivered once the push service of a device of theirs took it
    SMS = "sms"  # delivered once the gateway took it, until it tells otherwise


class Part(StrEnum):
    """The two messages of a day."""

    MORNING = "morning"
    EVENING = "evening"


# By the clock on the wall, which Ramadan moves; what a stopped machine missed still comes a little later.
PARTS = {Part.MORNING: (time(7), time(10)), Part.EVENING: (time(18, 30), time(21, 30))}


def part_at(clock: time) -> Part | None:
    """Which of them leaves at this hour."""
    return next((part for part, (first, last) in PARTS.items() if first <= clock < last), None)


class DeviceEnd(StrEnum):
    """Why a device rings no more."""

    MEMBER = "member"  # whose it is took it off
    MOVED = "moved"  # another member added this browser
    GONE = "gone"  # the browser, or its push service, no longer knows of it


@dataclass(frozen=True)
class Watched:
    """How long something may wait, who is told: delays by urgency, the steps in their order."""

    code: str
    after: Mapping[str, timedelta]
    every: Mapping[str, timedelta]
    steps: tuple[str, ...]
    working: bool = False
    sms: frozenset[str] = frozenset()  # urgencies of which a text message leaves as well

    def overdue_at(self, since: datetime, urgency: str, holidays: Collection[date]) -> datetime:
        """From which moment something that waits since a local moment counts as overdue."""
        return self._later(since, self.after[urgency], holidays)

    def rings_again(self, at: datetime, urgency: str, holidays: Collection[date]) -> datetime:
        """When the next one is told, if nobody has answered."""
        return self._later(at, self.every[urgency], holidays)

    def _later(self, since: datetime, delay: timedelta, holidays: Collection[date]) -> datetime:
        return after_working(since, delay, holidays) if self.working else since + delay
