"""Work that comes round again: each package names its own, the worker's timetable follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from django.db import connections
from django.utils import timezone

TIMETABLE = "django_q_schedule"
AN_HOUR = timedelta(hours=1)
# The queue counts through each missed turn while nobody else may write: six years of minutes took minutes.
MOST_TURNS = 3000


@dataclass(frozen=True)
class Periodic:
    """A job without arguments, how often it comes, what it is for in words."""

    job: str
    every: timedelta
    purpose: Any
    hour: time | None = None  # of each day, by the legal hour

    @property
    def minutes(self) -> int:
        return max(1, int(self.every.total_seconds() // 60))


_known: dict[str, Periodic] = {}


def every(each: timedelta, job: str, purpose: Any) -> None:
    """Run the function at this dotted path again and again; it must change nothing the second time."""
    _known[job] = Periodic(job, each, purpose)


def nightly(hour: time, job: str, purpose: Any) -> None:
    """Run the function each day at this legal hour; a missed night is made up for at the next start."""
    _known[job] = Periodic(job, timedelta(days=1), purpose, hour)


def registered() -> Mapping[str, Periodic]:
    return MappingProxyType(dict(sorted(_known.items())))


def keep_timetable(using: str = "default", **_signal: Any) -> None:
    """After a migration the timetable of the database is that of the code: new, changed, gone."""
    from django_q.models import Schedule

    if TIMETABLE not in connections[using].introspection.table_names():
        return
    rows = Schedule.objects.using(using)
    rows.filter(name__startswith="jaras.").exclude(name__in=_known).delete()
    for periodic in registered().values():
        told: dict[str, Any] = {
            "func": periodic.job,
            "schedule_type": Schedule.DAILY if periodic.hour else Schedule.MINUTES,
            "minutes": periodic.minutes,
            "repeats": -1,
        }
        if periodic.hour:
            before = rows.filter(name=periodic.job, schedule_type=Schedule.DAILY).first()
            if before is None or timezone.localtime(before.next_run).time() != periodic.hour:
                told["next_run"] = next_at(periodic.hour, after=timezone.now())
        rows.update_or_create(name=periodic.job, defaults=told)


def set_right(*, at: datetime) -> int:
    """How much waited for a moment that a wrong clock had set, and waits for it no more.

    A clock that shows another year dates what it plans; when it shows the right one again, a job of each
    minute would be years away, a job that was asked for as well. Where it goes years ahead, the turns of
    all those minutes are one.
    """
    from django_q.conf import Conf
    from django_q.models import OrmQ, Schedule

    moved: int = OrmQ.objects.filter(lock__gt=at + timedelta(seconds=Conf.RETRY)).update(lock=at)
    for row in Schedule.objects.filter(name__in=_known):
        periodic = _known[row.name]
        if row.next_run > at + periodic.every + AN_HOUR:  # the legal hour itself may move by one
            row.next_run = next_at(periodic.hour, after=at) if periodic.hour else at
        elif row.next_run < at - periodic.every * MOST_TURNS:
            row.next_run = next_at(periodic.hour, after=at - timedelta(days=1)) if periodic.hour else at
        else:
            continue
        row.save(update_fields=["next_run"])
        moved += 1
    return moved


def next_at(hour: time, *, after: datetime) -> datetime:
    """The next moment at which the clock on the wall says this hour."""
    today = datetime.combine(timezone.localdate(after), hour, timezone.get_default_timezone())
    if today > after:
        return today
    return datetime.combine(today.date() + timedelta(days=1), hour, timezone.get_default_timezone())
