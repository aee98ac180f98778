"""What waits in cases for one member: steps, news to take, closures to answer, cases without a step."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from jaras.cases.models import Case, Closure
from jaras.cases.rules import CaseState, CasesVerb
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import prepared

MOST = 50  # of one kind: more is not read in a day
QUIET = (CaseState.CLOSURE_REQUESTED, CaseState.ON_HOLD)  # nothing has to come next
# What a task shows of its case.
SHOWN = ("id", "referent_id", "level", "opened_at", "moved_at", "next_what", "next_who_id", "next_due_at")


NOBODY = 0  # no member has this number


def held(actor: Actor, nobodys: bool) -> Q:
    """The cases whose referent the actor is; `nobodys`: those that nobody holds too."""
    if not nobodys:
        return Q(referent=actor.member_id)
    # Said so, no index of referents leads through every case that nobody holds.
    return Q(In(Coalesce("referent_id", NOBODY), [actor.member_id, NOBODY]))


def seen(actor: Actor, case: str = "case", *of_it: Q) -> Exists:
    """Whether this actor sees the case of a row, as far as it is also `of_it`.

    Asked row by row, so that no engine begins with every case there ever was.
    """
    return Exists(Case.objects.visible_to(actor).filter(*of_it, pk=OuterRef(case)))


def concerned(actor: Actor, nobodys: bool) -> Exists:
    """Whether the case of a row is one of those this member holds."""
    return Exists(Case.objects.filter(held(actor, nobodys), pk=OuterRef("case")))


@prepared
def steps_due(actor: Actor, until: datetime, nobodys: bool) -> QuerySet[Case]:
    """The next steps of cases that this member promised, else those of the cases they hold."""
    whose = Coalesce("next_who_id", "referent_id", NOBODY)
    mine = In(whose, [actor.member_id, NOBODY] if nobodys else [actor.member_id])
    rows = Case.objects.visible_to(actor).living().filter(mine, next_due_at__lt=until)
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
    whose = Q(asked_by=actor.member_id) | concerned(actor, nobodys)
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
    own = ("case_id", "asked_at", "answered_at", "follow_up_on")
    return rows.select_related("asked_by").only(*own, "asked_by__name", "asked_by__name_ar")
