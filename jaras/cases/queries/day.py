"""What waits in cases for one member: steps, news to take, closures to answer, cases without a step."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from jaras.cases.models import Case, Closure
from jaras.cases.rules import CaseState, CasesVerb
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import prepared

MOST = 50  # of one kind: more is not read in a day
QUIET = (CaseState.CLOSURE_REQUESTED, CaseState.ON_HOLD)  # nothing has to come next
# What a task shows of its case.
SHOWN = ("id", "referent_id", "level", "opened_at", "moved_at", "next_what", "next_who_id", "next_due_at")


def held(actor: Actor, nobodys: bool, case: str = "") -> Q:
    """Of cases: those whose referent the actor is; `nobodys`: those that nobody holds too.

    `case` leads from another row to its case, as in a filter: "case__".
    """
    mine = Q(**{f"{case}referent": actor.member_id})
    return mine | Q(**{f"{case}referent": None}) if nobodys else mine


def seen(actor: Actor, case: str = "case") -> Exists:
    """Whether this actor sees the case of a row."""
    return Exists(Case.objects.visible_to(actor).filter(pk=OuterRef(case)))


@prepared
def steps_due(actor: Actor, until: datetime, nobodys: bool) -> QuerySet[Case]:
    """The next steps of cases that this member promised, else those of the cases they hold."""
    whose = Q(next_who=actor.member_id) | (Q(next_who=None) & held(actor, nobodys))
    rows = Case.objects.visible_to(actor).living().filter(whose, next_due_at__lt=until)
    return rows.only(*SHOWN).order_by("next_due_at", "id")[:MOST]


@prepared
def without_next(actor: Actor, nobodys: bool) -> QuerySet[Case]:
    """The cases this member holds of which nobody said what comes next, the longest forgotten first."""
    rows = Case.objects.visible_to(actor).living().exclude(state__in=QUIET)
    rows = rows.filter(held(actor, nobodys), next_what="")
    return rows.only(*SHOWN).order_by("moved_at", "id")[:MOST]


@prepared
def follow_ups_due(actor: Actor, until: date, nobodys: bool) -> QuerySet[Closure]:
    """The ended cases of which this member takes news by this day, oldest first."""
    whose = held(actor, nobodys, "case__") | Q(asked_by=actor.member_id)
    rows = Closure.objects.followed_up().filter(whose, seen(actor), follow_up_on__lte=until)
    return _closures(rows).order_by("follow_up_on", "id")[:MOST]


@prepared
def closures_to_answer(actor: Actor) -> QuerySet[Closure]:
    """The closures that others asked for: any colleague who sees the case may answer."""
    rows = Closure.objects.filter(seen(actor), answered_at=None).exclude(asked_by=actor.member_id)
    if not actor.can(CasesVerb.WRITE):
        return rows.none()
    return _closures(rows).order_by("asked_at", "id")[:MOST]


def _closures(rows: QuerySet[Closure]) -> QuerySet[Closure]:
    shown = (*(f"case__{name}" for name in SHOWN), "asked_by__name", "asked_by__name_ar")
    own = ("case_id", "asked_by_id", "asked_at", "answered_at", "follow_up_on")
    return rows.select_related("case", "asked_by").only(*own, *shown)
