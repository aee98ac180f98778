"""A place held for a need: what becomes of the place becomes of the need."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from jaras.care import actions, jobs, queries
from jaras.care.models import Intervention, Need, Stay
from jaras.care.queries.obstacles import obstacles
from jaras.care.rules import NeedState
from jaras.care.rules.fitting import Against, Why
from jaras.care.rules.nights import nights
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.rules import Entry
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners.models import Occupancy, Unit
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]


@pytest.fixture
def karim(member: MakeMember) -> Actor:
    return actor_of(member("referent"))


@pytest.fixture
def case(karim: Actor) -> Case:
    by = Member.objects.get(pk=karim.member_id or 0)
    person = factories.person(given_name="Lahcen", sex="m", age_about=62)
    return factories.case(by=by, at=timezone.now(), persons=[person])


@pytest.fixture
def need(case: Case, karim: Actor) -> Need:
    return actions.add_need(
        case=case, service="ACC-HEB", person=case.parties.get().person, by=karim, at=timezone.now()
    )


@pytest.fixture
def bed(case: Case) -> Unit:
    return factories.unit()


def hold(need: Need, bed: Unit, by: Actor, *, hours: float = 2) -> Stay:
    at = timezone.now()
    return actions.hold_place(need=need, unit=bed, until=at + timedelta(hours=hours), by=by, at=at)


def verbs(case: Case) -> list[str]:
    rows = TimelineEntry.objects.filter(case=case, kind=Entry.PLACE).order_by("id")
    return [row.data["verb"] for row in rows]


def test_held_arrived_left_home_the_need_is_met_the_nights_are_counted(
    need: Need, bed: Unit, karim: Actor, case: Case
) -> None:
    stay = hold(need, bed, karim)
    need.refresh_from_db()
    assert need.state == NeedState.IN_HAND
    at = timezone.now()
    arrived = partners.arrive(occupancy=stay.occupancy, by=karim, at=at)
    left = at + timedelta(days=3)
    partners.leave(occupancy=arrived, reason="home", by=karim, at=left)
    need.refresh_from_db()
    assert need.state == NeedState.MET
    counted = Intervention.objects.get(source=f"stay:{stay.pk}")
    assert counted.nights == nights(timezone.localtime(at), timezone.localtime(left))
    assert (counted.organisation, counted.need, counted.person) == (
        bed.site.organisation,
        need,
        stay.person,
    )
    assert verbs(case) == ["hold", "arrive", "leave"]


@pytest.mark.parametrize("reason", ["left", "sent_away", "hospital"])
def test_whoever_left_otherwise_still_has_the_need(need: Need, bed: Unit, karim: Actor, reason: str) -> None:
    stay = hold(need, bed, karim)
    arrived = partners.arrive(occupancy=stay.occupancy, by=karim, at=timezone.now())
    partners.leave(occupancy=arrived, reason=reason, by=karim, at=timezone.now() + timedelta(hours=9))
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    assert Intervention.objects.filter(source=f"stay:{stay.pk}").count() == 1


def test_a_hold_that_runs_out_opens_the_need_again(need: Need, bed: Unit, karim: Actor, case: Case) -> None:
    at = timezone.now() - timedelta(hours=3)
    Need.objects.filter(pk=need.pk).update(at=at)
    actions.hold_place(need=need, unit=bed, until=at + timedelta(hours=1), by=karim, at=at)
    jobs.free_places()
    jobs.free_places()
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    assert verbs(case) == ["hold", "expire"]
    assert Occupancy.objects.get().reason == "expired"
    assert hold(need, bed, karim)


def test_one_need_holds_one_place(need: Need, bed: Unit, karim: Actor) -> None:
    hold(need, bed, karim)
    with pytest.raises(Refused):
        hold(need, factories.unit(), karim)
    assert Occupancy.objects.count() == 1


def test_a_place_that_somebody_has_is_refused_and_nothing_is_written(
    need: Need, bed: Unit, karim: Actor, case: Case
) -> None:
    partners.come_in(unit=bed, by=karim, at=timezone.now())
    with pytest.raises(partners.Taken):
        hold(need, bed, karim)
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    assert verbs(case) == []


def test_a_place_of_another_service_is_refused(need: Need, karim: Actor) -> None:
    site = factories.site()
    seat = factories.unit(where=site, gives=factories.service(site.organisation, code="ACC-ALIM"))
    with pytest.raises(Refused):
        hold(need, seat, karim)


def test_a_need_settled_otherwise_lets_its_place_go(need: Need, bed: Unit, karim: Actor) -> None:
    hold(need, bed, karim)
    need.refresh_from_db()
    actions.meet(need=need, reason="Son frère l'a repris", by=karim, at=timezone.now())
    assert Occupancy.objects.get().reason == "elsewhere"
    need.refresh_from_db()
    assert need.state == NeedState.MET


def test_a_case_does_not_end_while_somebody_sleeps_there(
    need: Need, bed: Unit, karim: Actor, case: Case
) -> None:
    stay = hold(need, bed, karim)
    assert len(obstacles(case)) == 1
    partners.release(occupancy=stay.occupancy, reason="not_come", by=karim, at=timezone.now())
    assert obstacles(case) == []


def test_for_whom_a_place_is_taken_is_known_to_those_who_see_the_case(
    member: MakeMember, need: Need, bed: Unit, karim: Actor
) -> None:
    stay = hold(need, bed, karim)
    at_the_door = actor_of(member("partner", organisation=bed.site.organisation))
    assert Occupancy.objects.visible_to(at_the_door).count() == 1
    assert queries.stays_on(at_the_door, [stay.occupancy_id]) == {}
    assert queries.stays_on(karim, [stay.occupancy_id]) == {stay.occupancy_id: stay}


def test_whoever_does_not_see_the_need_holds_nothing_for_it(
    member: MakeMember, bed: Unit, karim: Actor
) -> None:
    by = Member.objects.get(pk=karim.member_id or 0)
    restricted = factories.case(by=by, at=timezone.now(), restricted=True)
    hidden = actions.add_need(case=restricted, service="ACC-HEB", by=karim, at=timezone.now())
    with pytest.raises(NotVisible):
        hold(hidden, bed, actor_of(member("referent")))


def test_the_staff_of_the_house_write_what_the_need_learns(
    member: MakeMember, need: Need, bed: Unit, karim: Actor
) -> None:
    """They see neither case nor need: what follows is written in their name all the same."""
    stay = hold(need, bed, karim)
    door = actor_of(member("partner", organisation=bed.site.organisation))
    arrived = partners.arrive(occupancy=stay.occupancy, by=door, at=timezone.now())
    partners.leave(occupancy=arrived, reason="housed", by=door, at=timezone.now() + timedelta(hours=10))
    need.refresh_from_db()
    assert need.state == NeedState.MET


def test_free_places_come_by_fit_with_why(need: Need, karim: Actor, case: Case) -> None:
    commune = factories.commune()
    Case.objects.filter(pk=case.pk).update(commune=commune)
    need = Need.objects.select_related("case", "person").get(pk=need.pk)
    near, far = factories.site(commune=commune), factories.site()
    factories.units("A", "B", where=near)
    factories.units("C", where=far)
    women = factories.site()
    factories.units("D", where=women, gives=factories.service(women.organisation, sex="f"))
    factories.units("E", where=far, gives=factories.service(far.organisation), sex="f")
    found = queries.free_places(need, need.person, karim, at=timezone.now())
    assert [(each.site, len(each.units)) for each in found] == [(near, 2), (far, 1), (women, 1)]
    assert Why.IN_COMMUNE in {reason.code for reason in found[0].verdict.reasons}
    assert [reason.code for reason in found[2].verdict.against] == [Against.NOT_FOR_SEX]


NIGHTS = [
    ((27, 20, 0), (28, 9, 0), 1),
    ((28, 2, 10), (28, 9, 0), 1),
    ((28, 2, 10), (29, 9, 0), 2),
    ((27, 20, 0), (28, 14, 0), 1),
    ((28, 7, 0), (28, 20, 0), 0),
    ((27, 20, 0), (27, 21, 0), 0),
    ((27, 20, 0), (30, 23, 0), 4),
    ((28, 9, 0), (28, 9, 0), 0),
]


@pytest.mark.parametrize(("arrived", "left", "counted"), NIGHTS)
def test_a_night_belongs_to_the_day_it_begins_on(
    arrived: tuple[int, int, int], left: tuple[int, int, int], counted: int
) -> None:
    moments = [datetime(2026, 11, *each, tzinfo=UTC) for each in (arrived, left)]
    assert nights(*moments) == counted
