"""Whatever several members do one after the other: the table is followed, one carries, nothing disappears."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.bells import actions
from jaras.bells.actions import Ask
from jaras.bells.models import Bell
from jaras.bells.queries.listing import overdue
from jaras.bells.rules import BELL, CHANGES, BellState
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.models import Transition
from jaras.kernel.refusal import Refused
from tests import factories
from tests.bells.bells import DAY, rung
from tests.conftest import NOW

Step = tuple[str, int, int]  # what, who does it, whom they name
WHAT: dict[str, Callable[[Bell, Member], dict[str, Any]]] = {
    "accept": lambda bell, named: {},
    "decline": lambda bell, named: {"reason": "De garde"},
    "ask": lambda bell, named: {"who": named},
    "start": lambda bell, named: {},
    "block": lambda bell, named: {"blocker": "MEANS", "unblocks": "Un taxi", "asked": named},
    "finish": lambda bell, named: {"evidence": "Vu sur place"},
    "reopen": lambda bell, named: {"reason": "Pas encore"},
    "drop": lambda bell, named: {"reason": "Doublon"},
    "postpone": lambda bell, named: {"due_at": bell.due_at + DAY, "reason": "Pluie"},
    "offer": lambda bell, named: {"to": named},
    "take": lambda bell, named: {},
    "refuse_offer": lambda bell, named: {"reason": "De garde"},
    "ask_help": lambda bell, named: {"asked": Ask(member=named)},
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(WHAT)), st.integers(0, 2), st.integers(0, 2)), max_size=14)


@pytest.fixture
def three(db: None) -> list[Member]:
    return [factories.member(role, name=role) for role in ("operator", "referent", "field")]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_promise_is_never_lost(three: list[Member], steps: list[Step]) -> None:
    with transaction.atomic():
        rung(three[0], three[1], NOW, due_at=NOW + timedelta(minutes=20))
        for number, (verb, doer, named) in enumerate(steps, start=1):
            bell = Bell.objects.latest("pk")
            told = WHAT[verb](bell, three[named])
            try:
                with transaction.atomic():
                    at = NOW + timedelta(minutes=number)
                    getattr(actions, verb)(bell=bell, **told, by=actor_of(three[doer]), at=at)
            except (Refused, NotVisible, Forbidden):
                unchanged = Bell.objects.get(pk=bell.pk)
                assert (unchanged.state, unchanged.version) == (bell.state, bell.version)
            _holds(three[0])
        transaction.set_rollback(True)


def _holds(whoever_rang: Member) -> None:
    late = NOW + 400 * DAY
    for bell in Bell.objects.all():
        state = BellState.RUNG if bell.comes_from_id is None else BellState.ACCEPTED
        for row in Transition.objects.filter(subject="bell", subject_id=bell.pk).order_by("id"):
            assert row.source == state
            state = BellState(BELL.find(state, row.verb).target if row.verb not in CHANGES else state)
            assert row.target == state
        assert bell.state == state
        went_on = Bell.objects.filter(comes_from=bell).exists()
        assert went_on is (state == BellState.HANDED_OVER)
        assert (bell.ended_at is None) is bell.is_open
    hanging = list(Bell.objects.open())
    assert len(hanging) <= 1, "one bell hangs on one person"
    assert [each.pk for each in overdue(actor_of(whoever_rang), at=late)] == [each.pk for each in hanging]
