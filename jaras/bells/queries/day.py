"""What bells ask of a member today: to answer, to keep, to unblock, to take over, to help."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from jaras.bells.models import Bell, BellHelp
from jaras.bells.queries.reading import with_answers
from jaras.bells.rules import CARRIED, BellState, HelpState
from jaras.cases.models import Case
from jaras.kernel.actor import Actor


@dataclass(frozen=True)
class Waiting:
    """Each with why it is on this day; the cases that may be named to this member."""

    bells: list[Bell]
    help: list[BellHelp]
    cases: frozenset[int]


def waiting(actor: Actor, *, until: datetime) -> Waiting:
    """In a fixed number of queries; a promise further away than `until` stays out of the way."""
    me = actor.member_id or 0
    asks = Q(who=me, state=BellState.RUNG) | Q(asked=me, state=BellState.BLOCKED)
    asks |= Q(offered_to=me, state__in=CARRIED) | Q(rung_by=me, state=BellState.DECLINED)
    due = Q(who=me, state__in=CARRIED) & (Q(due_at__lt=until) | Q(review_at__lt=until))
    rows = with_answers(Bell.objects.visible_to(actor).open().filter(asks | due))
    helping = BellHelp.objects.filter(member=me, state=HelpState.ASKED, bell__is_open=True)
    bells, asked = list(rows), list(helping.select_related("bell__rung_by", "bell__who"))
    tied = {each.case_id for each in [*bells, *(row.bell for row in asked)] if each.case_id}
    shown = Case.objects.visible_to(actor).filter(pk__in=tied).values_list("pk", flat=True) if tied else ()
    return Waiting(bells, asked, frozenset(shown))
