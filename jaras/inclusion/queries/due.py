"""What waits for somebody in the life projects they see."""

from datetime import date

from django.db.models import Q

from jaras.cases.models import Case
from jaras.inclusion.models import LifeProject, Step
from jaras.inclusion.rules import LIVING, Doer, InclusionVerb
from jaras.kernel.actor import Actor

MOST = 50


def reviews_due(actor: Actor, until: date, *, most: int = MOST) -> list[LifeProject]:
    """The projects to look at again by this day, the longest overdue first."""
    rows = LifeProject.objects.visible_to(actor).to_review(until).order_by("review_on", "id")
    return list(rows.select_related("person", "case__referent")[:most])


def steps_due(actor: Actor, until: date, *, most: int = MOST) -> list[Step]:
    """The steps this member took upon themselves, as themselves or as the referent, due by this day."""
    if actor.member_id is None or not actor.can(InclusionVerb.READ):
        return []
    mine = Q(doer=Doer.MEMBER, member_id=actor.member_id)
    mine |= Q(doer=Doer.REFERENT, goal__project__case__referent_id=actor.member_id)
    rows = Step.objects.filter(
        mine,
        done_at=None,
        removed_at=None,
        by_on__lte=until,
        goal__removed_at=None,
        goal__project__state__in=LIVING,
        goal__project__case__in=Case.objects.visible_to(actor),
    )
    return list(rows.select_related("goal__project__person").order_by("by_on", "id")[:most])
