"""What waits for one member in life projects: steps they took, reviews that were promised."""

from datetime import date

from django.db.models import Q, QuerySet

from jaras.cases.queries.day import concerned, seen
from jaras.inclusion.models import LifeProject, Step
from jaras.inclusion.rules import LIVING, Doer, InclusionVerb
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import prepared
from jaras.people.models import NAMES

MOST = 50


@prepared
def reviews_due(actor: Actor, until: date, nobodys: bool) -> QuerySet[LifeProject]:
    """The projects of the cases this member holds to look at again by this day, longest overdue first."""
    rows = LifeProject.objects.visible_to(actor).to_review(until).filter(concerned(actor, nobodys))
    shown = (f"person__{name}" for name in NAMES)
    rows = rows.select_related("person").only("case_id", "review_on", "changed_at", *shown)
    return rows.order_by("review_on", "id")[:MOST]


@prepared
def steps_due(actor: Actor, until: date) -> QuerySet[Step]:
    """The steps this member took upon themselves, as themselves or as the referent, due by this day."""
    if actor.member_id is None or not actor.can(InclusionVerb.READ):
        return Step.objects.none()
    mine = Q(doer=Doer.MEMBER, member=actor.member_id)
    mine |= Q(doer=Doer.REFERENT, goal__project__case__referent=actor.member_id)
    rows = Step.objects.filter(
        mine,
        seen(actor, "goal__project__case"),
        done_at=None,
        removed_at=None,
        by_on__lte=until,
        goal__removed_at=None,
        goal__project__state__in=LIVING,
    )
    shown = ("case_id", "changed_at", *(f"person__{name}" for name in NAMES))
    project = (f"goal__project__{name}" for name in shown)
    rows = rows.select_related("goal__project__person")
    return rows.only("what", "doer", "by_on", *project).order_by("by_on", "id")[:MOST]
