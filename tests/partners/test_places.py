"""A unit is one person's at a time, whoever asks at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.partners import actions
from jaras.partners.models import Occupancy, Unit
from jaras.partners.rules.occupancy import OccupancyState
from tests import factories
from tests.hands import AT_ONCE, at_once

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 21, tzinfo=UTC)
LATER = AT + timedelta(hours=2)
MakeMember = Callable[..., Member]


@pytest.fixture
def operator(member: MakeMember) -> Actor:
    return actor_of(member("operator"))


@pytest.fixture
def bed() -> Unit:
    return factories.unit()


def test_held_then_arrived_then_left(operator: Actor, bed: Unit) -> None:
    held = actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    assert len(held.code) == 4
    arrived = actions.arrive(occupancy=held, by=operator, at=AT + timedelta(hours=1))
    assert (arrived.state, arrived.ends_at) == (OccupancyState.OCCUPIED, None)
    left = actions.leave(occupancy=arrived, reason="home", by=operator, at=AT + timedelta(days=3))
    assert (left.state, left.begins_at, left.ends_at) == ("ended", AT, AT + timedelta(days=3))
    names = EventRecord.objects.filter(subject="occupancy").order_by("id").values_list("name", flat=True)
    assert list(names) == ["OccupancyBegun", "OccupancyMoved", "OccupancyMoved"]


@pytest.mark.parametrize("take", ["hold", "come_in", "shut"])
def test_what_is_taken_is_refused_whatever_it_is_taken_for(operator: Actor, bed: Unit, take: str) -> None:
    actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    said: dict[str, dict[str, Any]] = {
        "hold": {"until": LATER},
        "come_in": {},
        "shut": {"reason": "broken"},
    }
    with pytest.raises(actions.Taken):
        getattr(actions, take)(unit=bed, by=operator, at=AT + timedelta(minutes=1), **said[take])
    assert Occupancy.objects.count() == 1


def test_a_hold_that_ran_out_frees_the_unit_before_any_job_says_so(operator: Actor, bed: Unit) -> None:
    held = actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    other = actions.hold(unit=bed, until=LATER + timedelta(hours=1), by=operator, at=LATER)
    with pytest.raises(actions.Taken):
        actions.arrive(occupancy=held, by=operator, at=LATER + timedelta(minutes=1))
    held.refresh_from_db()
    assert held.state == OccupancyState.HELD
    assert actions.expire(occupancy=held, by=SYSTEM, at=LATER + timedelta(minutes=2)).reason == "expired"
    assert actions.arrive(occupancy=other, by=operator, at=LATER + timedelta(minutes=3)).arrived_at


def test_whoever_comes_late_still_has_the_unit_that_nobody_took(operator: Actor, bed: Unit) -> None:
    held = actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    arrived = actions.arrive(occupancy=held, by=operator, at=LATER + timedelta(hours=1))
    assert arrived.state == OccupancyState.OCCUPIED
    assert (
        actions.expire(occupancy=held, by=SYSTEM, at=LATER + timedelta(hours=2)).state
        == OccupancyState.OCCUPIED
    )


def test_longer(operator: Actor, bed: Unit) -> None:
    held = actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    longer = actions.extend(occupancy=held, until=LATER + timedelta(hours=3), by=operator, at=AT)
    assert longer.ends_at == LATER + timedelta(hours=3)
    with pytest.raises(Refused):
        actions.extend(occupancy=held, until=AT + timedelta(days=2), by=operator, at=AT)
    stays = actions.arrive(occupancy=held, by=operator, at=LATER)
    until = AT + timedelta(days=20)
    assert actions.extend(occupancy=stays, until=until, by=operator, at=LATER).due_at == until


def test_shut_then_mended(operator: Actor, bed: Unit) -> None:
    with pytest.raises(Refused):
        actions.shut(unit=bed, reason="home", by=operator, at=AT)
    broken = actions.shut(unit=bed, reason="broken", by=operator, at=AT)
    actions.mend(occupancy=broken, by=operator, at=LATER)
    assert actions.hold(unit=bed, until=LATER + timedelta(hours=1), by=operator, at=LATER)


def test_given_back_once(operator: Actor, bed: Unit) -> None:
    held = actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    with pytest.raises(Refused):
        actions.release(occupancy=held, reason="expired", by=operator, at=AT)  # the clock alone says so
    actions.release(occupancy=held, reason="not_come", by=operator, at=AT + timedelta(minutes=30))
    with pytest.raises(Refused):
        actions.release(occupancy=held, reason="not_come", by=operator, at=AT + timedelta(minutes=31))


@pytest.mark.parametrize("verb", ["arrive", "leave", "release", "mend", "extend"])
def test_what_ended_is_over_in_a_sentence(operator: Actor, bed: Unit, verb: str) -> None:
    held = actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    actions.release(occupancy=held, reason="not_come", by=operator, at=AT)
    said: dict[str, dict[str, Any]] = {
        "leave": {"reason": "home"},
        "release": {"reason": "not_come"},
        "extend": {"until": LATER},
    }
    with pytest.raises(Refused):
        getattr(actions, verb)(occupancy=held, by=operator, at=AT, **said.get(verb, {}))


def test_the_same_key_holds_once(operator: Actor, bed: Unit) -> None:
    first = actions.hold(unit=bed, until=LATER, by=operator, at=AT, key="a")
    assert actions.hold(unit=bed, until=LATER, by=operator, at=AT, key="a") == first


def test_a_partner_keeps_the_board_of_their_own_house(member: MakeMember, bed: Unit) -> None:
    at_home = actor_of(member("partner", organisation=bed.site.organisation))
    elsewhere = actor_of(member("partner"))
    assert actions.come_in(unit=bed, by=at_home, at=AT)
    with pytest.raises(NotVisible):
        actions.shut(unit=bed, reason="broken", by=elsewhere, at=AT)
    with pytest.raises(NotVisible):
        actions.leave(occupancy=Occupancy.objects.get(), reason="home", by=elsewhere, at=AT)
    with pytest.raises(NotVisible):
        actions.confirm_site(site=bed.site, by=elsewhere, at=AT)
    with pytest.raises(Forbidden):
        actions.hold(unit=bed, until=LATER, by=actor_of(member("governor")), at=AT)


def test_a_unit_that_somebody_has_stays_on_the_board(bed: Unit, operator: Actor) -> None:
    held = actions.hold(unit=bed, until=LATER, by=operator, at=AT)
    with pytest.raises(Refused):
        actions.amend_unit(unit=bed, active=False, by=SYSTEM, at=AT)
    actions.release(occupancy=held, reason="not_come", by=operator, at=AT)
    bed.refresh_from_db()
    actions.amend_unit(unit=bed, active=False, by=SYSTEM, at=AT)
    with pytest.raises(Refused):
        actions.hold(unit=bed, until=LATER, by=operator, at=AT)


def test_two_units_of_one_site_have_two_names(bed: Unit) -> None:
    with pytest.raises(Refused):
        actions.add_units(
            site=bed.site, labels=[bed.label], service=bed.service, kind="bed", by=SYSTEM, at=AT
        )
    with pytest.raises(Refused):
        actions.add_units(
            site=bed.site, labels=["B"], service=factories.service(), kind="bed", by=SYSTEM, at=AT
        )


SPANS = [
    (0, 10, 10, 20, True),  # one after the other
    (0, 10, 9, 20, False),
    (0, None, 5, 6, False),
    (5, 6, 0, None, False),
    (0, 10, 2, 3, False),
    (5, 10, 0, 5, True),
]


@pytest.mark.parametrize(("begins", "ends", "then_begins", "then_ends", "fine"), SPANS)
def test_the_database_alone_refuses_two_at_once(
    bed: Unit, begins: int, ends: int | None, then_begins: int, then_ends: int | None, fine: bool
) -> None:
    def write(start: int, end: int | None) -> Occupancy:
        return Occupancy.objects.create(
            unit=bed,
            state=OccupancyState.HELD,
            begins_at=AT + timedelta(minutes=start),
            ends_at=None if end is None else AT + timedelta(minutes=end),
        )

    write(begins, ends)
    if fine:
        assert write(then_begins, then_ends)
        return
    with pytest.raises(IntegrityError, match="occupancy_one_at_a_time"), transaction.atomic():
        write(then_begins, then_ends)
    ended = Occupancy.objects.create(unit=bed, state="ended", begins_at=AT, ends_at=None)
    with pytest.raises(IntegrityError, match="occupancy_one_at_a_time"), transaction.atomic():
        Occupancy.objects.filter(pk=ended.pk).update(state="occupied")


@pytest.mark.django_db(transaction=AT_ONCE, serialized_rollback=AT_ONCE)
def test_of_many_at_once_one_has_it(operator: Actor, bed: Unit) -> None:
    hands = [partial(actions.hold, unit=bed, until=LATER, by=operator, at=AT) for _number in range(8)]
    came = at_once(*hands)
    assert sorted(type(each).__name__ for each in came) == ["Occupancy"] + ["Taken"] * 7
