"""Two browsers of one member vote at one instant: one vote counts."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from jaras.committees import actions, queries
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.governance.queries import ballots
from jaras.governance.rules.ballots import Choice, Method
from jaras.kernel.refusal import Refused
from tests import factories
from tests.hands import AT_ONCE, at_once

pytestmark = pytest.mark.django_db(transaction=AT_ONCE, serialized_rollback=AT_ONCE)


@pytest.mark.parametrize("secret", [False, True])
def test_one_vote_counts(secret: bool, member: Callable[..., Member]) -> None:
    now = timezone.now()
    naima, sits = member("referent", compartments=["violence"]), [member("committee") for _ in range(3)]
    committee = factories.committee()
    for seat, who in zip(committee.seats.all(), sits, strict=True):
        factories.mandate(seat, who)
    case = factories.case(by=naima, at=now, sealed="violence")
    item = factories.session_item(case, committee, by=naima, at=now)
    actions.open_session(session=item.session, by=actor_of(naima), at=now)
    for each in queries.seats_of(item):
        actions.come(item_seat=each, by=actor_of(naima), at=now)
    ballot = actions.put_to_vote(
        item=item, question="?", method=Method.SIMPLE, secret=secret, by=actor_of(naima), at=now
    )
    by = actor_of(sits[0])
    told = at_once(
        *(
            lambda choice=choice: governance.vote(ballot=ballot, choice=choice, by=by, at=now)
            for choice in (Choice.FOR, Choice.AGAINST)
        )
    )
    assert sum(isinstance(each, Refused) for each in told) == 1
    assert ballots.counted(ballot).turnout == 1
    others = [actor_of(who) for who in sits[1:]]
    told = at_once(
        *(lambda who=who: governance.vote(ballot=ballot, choice=Choice.FOR, by=who, at=now) for who in others)
    )
    assert ballots.counted(ballot).turnout == 3, told
