"""Whatever is pressed in whatever order: one item has the floor, no bell is passed over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.bells import actions as bells
from jaras.governance.models import Member, actor_of
from jaras.kernel.models import Transition
from jaras.kernel.refusal import Refused
from jaras.meetings import actions
from jaras.meetings.models import Item, Meeting
from jaras.meetings.rules import MEETING, ItemState, MeetingState
from tests import factories
from tests.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Act = Callable[..., object]


def _item(meeting: Meeting, place: int) -> Item | None:
    items = list(meeting.items.select_related("meeting"))
    return items[place % len(items)] if items else None


def _with_item(act: Act, meeting: Meeting, place: int, **how: Any) -> None:
    if (item := _item(meeting, place)) is not None:
        act(item=item, **how)


def _read(meeting: Meeting, place: int, **how: Any) -> None:
    if (reading := meeting.readings.filter(heard="").first()) is not None:
        actions.read_bell(reading=reading, heard=("kept", "not_kept", "unsaid")[place % 3], **how)


WHAT: dict[str, Act] = {
    "open": lambda meeting, place, **how: actions.open_meeting(meeting=meeting, **how),
    "cancel": lambda meeting, place, **how: actions.cancel(meeting=meeting, reason="Grève" * place, **how),
    "close": lambda meeting, place, **how: actions.close(meeting=meeting, learnt="Tôt" * place, **how),
    "read": _read,
    "take": lambda meeting, place, **how: _with_item(actions.take_item, meeting, place, **how),
    "postpone": lambda meeting, place, **how: _with_item(actions.postpone_item, meeting, place, **how),
    "add": lambda meeting, place, **how: actions.add_item(meeting=meeting, title="Eau" * place, **how),
}
# Most begin by opening: what is pressed on a meeting that is only planned is refused.
STEPS = st.lists(st.tuples(st.sampled_from(sorted(WHAT)), st.integers(0, 3)), max_size=14)


@pytest.fixture
def head(db: None) -> Member:
    return factories.member("head")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.sampled_from(["open", "add", "close"]), late=st.integers(0, 2), steps=STEPS)
def test_a_meeting_goes_only_as_its_table_says(
    head: Member, first: str, late: int, steps: list[tuple[str, int]]
) -> None:
    me = actor_of(head)
    with transaction.atomic():
        for number in range(late):
            due: dict[str, Any] = {"due_at": NOW - DAY, "role": "PIVOT", "by": me, "at": NOW - 2 * DAY}
            bells.ring(what=f"Promesse {number}", who=head, **due)
        told: dict[str, Any] = {"kind": "CELL", "name": "Cellule", "starts_at": NOW, "ends_at": NOW + HOUR}
        made = actions.plan_meeting(**told, facilitator=head, by=me, at=NOW - DAY)
        frozen = ""
        for number, (verb, place) in enumerate([(first, 1), *steps]):
            meeting = Meeting.objects.get(pk=made.pk)
            try:
                with transaction.atomic():
                    WHAT[verb](meeting, place, by=me, at=NOW + timedelta(minutes=number))
            except Refused:
                assert Meeting.objects.get(pk=made.pk).state == meeting.state
            frozen = _holds(made, frozen)
        transaction.set_rollback(True)


def _holds(made: Meeting, frozen: str) -> str:
    meeting, state = Meeting.objects.get(pk=made.pk), MeetingState.PLANNED
    for row in Transition.objects.filter(subject="meeting", subject_id=made.pk).order_by("id"):
        state = MeetingState(MEETING.find(state, row.verb).target)
    assert meeting.state == state
    items = Item.objects.filter(meeting=made)
    assert items.filter(state=ItemState.CURRENT).count() <= 1
    if made.readings.filter(heard="").exists():
        assert state == MeetingState.OPEN
        spoken = items.exclude(source="bells").filter(state__in=(ItemState.CURRENT, ItemState.DONE))
        assert not spoken.exists()
    if state in (MeetingState.PLANNED, MeetingState.OPEN):
        return ""
    told = repr(list(items.values()))
    assert frozen in ("", told)
    return told
