"""The list behind a number: the things that were counted in it, as far as the reader sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.timezone import get_default_timezone

from jaras.care.models import Intervention
from jaras.cases.models import Case
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.pages import page
from jaras.people.models import Person
from jaras.steering.models import Counted
from jaras.steering.queries.board import shares_of
from jaras.steering.rules import Period, Unit

SIZE = 50
_UNSEEN = ("commune__boundary", "commune__boundary_source")


@dataclass(frozen=True)
class Behind:
    """Some of what is behind a number, newest first: when each was counted, how much, the row itself."""

    rows: list[tuple[Counted, Any]]
    closed: int  # how many of this page are not open to the reader
    after: str


def behind(actor: Actor, unit: Unit, period: Period, *, tags: tuple[str, ...], after: str = "") -> Behind:
    """A page of the things counted under all of these tags in this period."""
    counted = Counted.objects.filter(
        unit=unit, at__gte=_start(period), at__lt=_end(period), share__in=shares_of(actor)
    )
    for tag in tags:
        counted = counted.tagged(tag)
    found = page(counted, order=("-at", "-subject_id"), after=after, size=SIZE)
    seen = _rows(actor, unit).in_bulk([row.subject_id for row in found.rows])
    rows = [(row, seen[row.subject_id]) for row in found.rows if row.subject_id in seen]
    return Behind(rows, len(found.rows) - len(rows), found.after)


def _rows(actor: Actor, unit: Unit) -> models.QuerySet[Any]:
    match unit:
        case Unit.INTERVENTIONS | Unit.NIGHTS:
            return Intervention.objects.visible_to(actor).select_related("organisation")
        case Unit.REPORTS:
            return Report.objects.visible_to(actor).select_related("commune", "place").defer(*_UNSEEN)
        case Unit.CASES:
            return Case.objects.visible_to(actor).prefetch_related("persons")
        case Unit.PERSONS:
            return Person.objects.visible_to(actor)


def _start(period: Period) -> datetime:
    return datetime.combine(period.first.first_day, datetime.min.time(), tzinfo=get_default_timezone())


def _end(period: Period) -> datetime:
    return datetime.combine(period.last.plus(1).first_day, datetime.min.time(), tzinfo=get_default_timezone())
