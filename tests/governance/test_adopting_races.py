"""Two hands adopt a proposed roster at one instant."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from jaras.governance import actions
from jaras.governance.models import RosterDraft, Turn
from jaras.governance.queries import making
from jaras.governance.rules.drafts import DraftState
from jaras.governance.rules.making.solving import solve
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from tests import factories
from tests.hands import AT_ONCE, at_once

pytestmark = pytest.mark.django_db(transaction=AT_ONCE, serialized_rollback=AT_ONCE)
ROUNDS = range(3)


def proposed(head: Actor, at: datetime, days: int) -> RosterDraft:
    """Twice a day, among three who are there already."""
    first = timezone.localtime(at).date() + timedelta(days=1)
    among = [factories.member("operator") for _each in range(3)]
    draft = actions.ask_draft(
        first=first,
        last=first + timedelta(days=days),
        template="two_twelves",
        members=among,
        by=head,
        at=at,
    )
    problem = making.wanted(draft, at=at)
    return actions.keep_draft(draft=draft, wanted=problem, made=solve(problem, seconds=60), by=SYSTEM, at=at)


@pytest.mark.parametrize("_number", ROUNDS)
def test_one_of_two_hands_makes_it_the_roster(
    _number: int, actor: Callable[..., Actor], at: datetime
) -> None:
    head, other = actor("head"), actor("head")
    draft = proposed(head, at, 1)
    told = at_once(*(lambda by=by: actions.adopt_draft(draft=draft, by=by, at=at) for by in (head, other)))
    assert sum(isinstance(each, Refused) for each in told) == 1
    assert RosterDraft.objects.get().state == DraftState.ADOPTED
    assert Turn.objects.planned().count() == 4, "nobody is planned twice"
