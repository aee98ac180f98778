"""The watch: one holder at a time, a note for the next."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jaras.governance import actions, queries
from jaras.governance.actions.watch import WatchHeld
from jaras.governance.models import Member, Watch, actor_of
from jaras.governance.rules import may_end_watch, turn_end
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

MakeActor = Callable[..., Actor]
CHANGES = (time(8), time(20))


@pytest.mark.parametrize(
    ("begun", "end"),
    [(time(2, 10), time(8)), (time(7, 50), time(20)), (time(8), time(20)), (time(19, 30), time(8))],
)
def test_a_watch_lasts_until_the_change_that_leaves_time_to_work(begun: time, end: time) -> None:
    found = turn_end(datetime.combine(date(2026, 11, 25), begun, tzinfo=UTC), lambda _day: CHANGES)
    assert found is not None
    assert found.time() == end


def test_without_changes_a_watch_has_no_hour(at: datetime) -> None:
    assert turn_end(at, lambda _day: ()) is None


def test_a_watch_that_is_late_may_be_ended_by_the_next(at: datetime) -> None:
    assert not may_end_watch(mine=False, relieves=False, until=at + timedelta(minutes=1), at=at)
    assert may_end_watch(mine=False, relieves=False, until=at, at=at)
    assert not may_end_watch(mine=False, relieves=False, until=None, at=at)


def test_one_tap_takes_the_watch(actor: MakeActor, at: datetime) -> None:
    watch = actions.take_watch(by=actor("operator"), at=at)
    assert watch.until == datetime(2026, 11, 25, 8, 0, tzinfo=ZoneInfo("Africa/Casablanca"))
    assert queries.current_watch() == watch


def test_two_do_not_hold_the_watch(actor: MakeActor, at: datetime) -> None:
    held = actions.take_watch(by=actor("operator", name="Salma"), at=at)
    with pytest.raises(WatchHeld) as refusal:
        actions.take_watch(by=actor("operator"), at=at)
    assert refusal.value.watch == held
    assert "Salma" in str(refusal.value)


def test_a_field_agent_does_not_hold_the_watch(actor: MakeActor, at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.take_watch(by=actor("field"), at=at)


def test_the_watch_goes_over_with_its_note(
    actor: MakeActor, member: Callable[..., Member], at: datetime
) -> None:
    me, following = actor("operator"), member("operator")
    watch = actions.take_watch(by=me, at=at)
    later = at + timedelta(hours=5)
    actions.hand_over_watch(watch=watch, to=following, note="Lit 4 à revoir.", by=me, at=later)
    assert Watch.objects.get(pk=watch.pk).note == "Lit 4 à revoir."
    current = queries.current_watch()
    assert current is not None
    assert current.holder == following


@pytest.mark.parametrize("role", ["field", "governor"])
def test_the_watch_goes_only_to_somebody_of_the_watch(
    role: str, actor: MakeActor, member: Callable[..., Member], at: datetime
) -> None:
    me = actor("operator")
    watch = actions.take_watch(by=me, at=at)
    with pytest.raises(Refused):
        actions.hand_over_watch(watch=watch, to=member(role), note="", by=me, at=at)
    assert queries.current_watch() == watch


def test_nobody_takes_over_a_watch_in_its_hours_but_the_head(
    actor: MakeActor, member: Callable[..., Member], at: datetime
) -> None:
    watch = actions.take_watch(by=actor("operator"), at=at)
    other = member("operator")
    with pytest.raises(WatchHeld):
        actions.hand_over_watch(watch=watch, to=other, note="", by=actor_of(other), at=at)
    assert actions.hand_over_watch(watch=watch, to=other, note="", by=actor("head"), at=at)


def test_a_forgotten_watch_is_taken_over_after_its_hour(
    actor: MakeActor, member: Callable[..., Member], at: datetime
) -> None:
    watch = actions.take_watch(by=actor("operator"), at=at)
    other = member("operator")
    late = at + timedelta(hours=6)
    assert (
        actions.hand_over_watch(watch=watch, to=other, note="", by=actor_of(other), at=late).holder == other
    )


def test_a_watch_ends_once(actor: MakeActor, at: datetime) -> None:
    me = actor("operator")
    watch = actions.take_watch(by=me, at=at)
    actions.end_watch(watch=watch, note="Nuit calme.", by=me, at=at)
    with pytest.raises(Refused):
        actions.end_watch(watch=watch, note="Encore.", by=me, at=at)
    assert Watch.objects.get().note == "Nuit calme."
    assert queries.current_watch() is None


def test_the_notes_of_watches_are_for_the_watch(actor: MakeActor, at: datetime) -> None:
    watch = actions.take_watch(by=actor("operator"), at=at)
    partner = actor("partner")
    assert queries.watches_page(partner).rows == []
    with pytest.raises((Forbidden, NotVisible)):
        actions.end_watch(watch=watch, note="", by=partner, at=at)
