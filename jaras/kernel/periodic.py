"""Work that comes round again: each package names its own, the worker's timetable follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.db import connections

TIMETABLE = "django_q_schedule"


@dataclass(frozen=True)
class Periodic:
    """A job without arguments, how often it comes, what it is for in words."""

    job: str
    every: timedelta
    purpose: Any

    @property
    def minutes(self) -> int:
        return max(1, int(self.every.total_seconds() // 60))


_known: dict[str, Periodic] = {}


def every(each: timedelta, job: str, purpose: Any) -> None:
    """Run the function at this dotted path again and again; it must change nothing the second time."""
    _known[job] = Periodic(job, each, purpose)


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
        rows.update_or_create(
            name=periodic.job,
            defaults={
                "func": periodic.job,
                "schedule_type": Schedule.MINUTES,
                "minutes": periodic.minutes,
                "repeats": -1,
            },
        )
