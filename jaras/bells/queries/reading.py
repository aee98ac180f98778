"""One bell, whole, for whoever may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from jaras.bells.models import Bell
from jaras.bells.rules import BELL
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel import access
from jaras.kernel.actor import Actor
from jaras.kernel.models import Transition

SHOWN = (
    "who",
    "rung_by",
    "organisation",
    "commune",
    "site",
    "asked",
    "offered_to",
    "case",
    "report",
    "proof",
)
LARGEST = 2**63 - 1


def with_answers(rows: QuerySet[Bell]) -> QuerySet[Bell]:
    """With everything its sentence says."""
    return rows.select_related(*SHOWN).defer("commune__boundary", "commune__boundary_source")


def found(actor: Actor, pk: int) -> Bell | None:
    """The bell, or nothing for whoever may not see it."""
    rows = Bell.objects.visible_to(actor).filter(pk=min(pk, LARGEST))
    return with_answers(rows).prefetch_related("help__member", "help__organisation").first()


@dataclass(frozen=True)
class Line:
    """One thing that happened to a bell: what, when, by whom, why."""

    verb: str
    at: datetime
    by: Member | None
    reason: str = ""


def history(bell: Bell) -> list[Line]:
    """From the hour it was rung, in two queries."""
    rows = list(Transition.objects.filter(subject=BELL.subject, subject_id=bell.pk).order_by("id"))
    members = Member.objects.in_bulk({row.by_id for row in rows if row.by_id})
    first = "go_on" if bell.comes_from_id else "ring"
    lines = [Line(row.verb, row.at, members.get(row.by_id or 0), row.reason) for row in rows]
    return [Line(first, bell.rung_at, bell.who if bell.comes_from_id else bell.rung_by), *lines]


def tied_to(bell: Bell, actor: Actor) -> tuple[Case | None, Report | None]:
    """The file it is about, as far as this member may open it: a bell is no key to it."""
    case = bell.case if bell.case and access.can_see(actor, bell.case) else None
    report = bell.report if bell.report and access.can_see(actor, bell.report) else None
    return case, report


def before_and_after(bell: Bell, actor: Actor) -> tuple[Bell | None, Bell | None]:
    """The bell it goes on from, the one that goes on from it, where this member may see them."""
    rows = Bell.objects.visible_to(actor).select_related("who")
    ends = list(rows.filter(Q(pk=bell.comes_from_id or 0) | Q(comes_from=bell.pk)))
    before = next((each for each in ends if each.pk == bell.comes_from_id), None)
    return before, next((each for each in ends if each.comes_from_id == bell.pk), None)
