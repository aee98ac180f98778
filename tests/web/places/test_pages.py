"""The board, the page of a site, the link of its staff, the places of a case."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jaras.care import actions as care
from jaras.care.models import Need, Stay
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions, queries
from jaras.partners.models import Occupancy, Site, Unit
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


@pytest.fixture
def beds() -> list[Unit]:
    return factories.units("Lit 1", "Lit 2", "Lit 3")


@pytest.fixture
def operator(sign_in: SignIn, member: MakeMember) -> Client:
    return sign_in(member("operator"))


def page_of(client: Client, name: str, *args: Any, **query: Any) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_board_shows_each_place_with_its_state(operator: Client, beds: list[Unit]) -> None:
    at = timezone.now()
    actions.hold(unit=beds[1], until=at + timedelta(hours=2), by=SYSTEM, at=at)
    actions.shut(unit=beds[2], reason="broken", by=SYSTEM, at=at)
    body = page_of(operator, "places")
    assert [state in body for state in ("spot-free", "spot-held", "spot-out_of_order")] == [True] * 3
    assert "spot-occupied" not in body
    assert "Lit 2" not in page_of(operator, "places", free="1")


def test_the_board_asks_as_often_whatever_its_size(operator: Client, beds: list[Unit]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(operator, "places")
        return len(queries)

    asked()
    few = asked()
    for _number in range(4):
        factories.units(*[f"Lit {each}" for each in range(20)])
    assert asked() == few


def test_a_board_that_nobody_confirmed_is_uncertain(operator: Client, beds: list[Unit]) -> None:
    assert "state-waiting" in page_of(operator, "places")
    operator.post(reverse("places_confirm", args=[beds[0].site_id]))
    assert "state-waiting" not in page_of(operator, "places")
    Site.objects.update(confirmed_at=timezone.now() - timedelta(hours=25))
    assert "state-waiting" in page_of(operator, "places")


def test_held_arrived_left_from_the_page_of_the_site(operator: Client, beds: list[Unit]) -> None:
    operator.post(reverse("places_take", args=[beds[0].pk, "hold"]), {"hours": "4"})
    held = Occupancy.objects.get()
    assert held.ends_at is not None
    assert held.ends_at - held.begins_at == timedelta(hours=4)
    assert held.code in page_of(operator, "places_site", beds[0].site_id)
    operator.post(reverse("places_move", args=[held.pk, "arrive"]))
    operator.post(reverse("places_move", args=[held.pk, "leave"]), {"reason": "home"})
    held.refresh_from_db()
    assert (held.state, held.reason) == ("ended", "home")


def test_a_second_operator_is_refused_in_a_sentence(operator: Client, beds: list[Unit]) -> None:
    at = timezone.now()
    actions.hold(unit=beds[0], until=at + timedelta(hours=2), by=SYSTEM, at=at)
    address = reverse("places_take", args=[beds[0].pk, "hold"])
    answer = operator.post(address, {"hours": "2"}, follow=True).content.decode()
    assert "Quelqu’un a pris cette place entre-temps." in answer
    assert Occupancy.objects.count() == 1


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("hold", {"hours": "99"}),
        ("hold", {"hours": "x"}),
        ("shut", {"reason": "home"}),
        ("come_in", {"day": "x"}),
    ],
)
def test_bad_words_get_a_sentence(
    operator: Client, beds: list[Unit], verb: str, said: dict[str, str]
) -> None:
    address = reverse("places_take", args=[beds[0].pk, verb])
    assert operator.post(address, said, follow=True).status_code == 200
    assert Occupancy.objects.filter(state="held").count() == (said == {"hours": "x"})


def test_the_link_of_the_staff_keeps_its_own_board_alone(client: Client, beds: list[Unit]) -> None:
    site, other = beds[0].site, factories.unit("Ailleurs")
    address = reverse("places_door", args=[queries.token_of(site)])
    body = client.get(address).content.decode()
    assert "Lit 1" in body
    assert "Ailleurs" not in body
    client.post(address, {"do": "come_in", "place": beds[0].pk})
    assert Occupancy.objects.get().state == "occupied"
    assert Site.objects.get(pk=site.pk).confirmed_at is not None
    assert client.post(address, {"do": "come_in", "place": other.pk}).status_code == 404
    assert client.post(address, {"do": "hold", "place": beds[1].pk}).status_code == 409
    again = client.post(address, {"do": "come_in", "place": beds[0].pk})
    assert again.status_code == 409
    assert Occupancy.objects.count() == 1


def test_a_link_that_was_renewed_finds_nothing(client: Client, beds: list[Unit]) -> None:
    address = reverse("places_door", args=[queries.token_of(beds[0].site)])
    actions.renew_site_link(site=beds[0].site, by=SYSTEM, at=timezone.now())
    assert client.get(address).status_code == 404
    assert client.get(address[:-2]).status_code == 404


def test_the_link_names_nobody(client: Client, member: MakeMember, beds: list[Unit]) -> None:
    karim = member("referent")
    need = need_of(karim, "Zoulikha")
    hold(need, beds[0], karim)
    body = client.get(reverse("places_door", args=[queries.token_of(beds[0].site)])).content.decode()
    assert Occupancy.objects.get().code in body
    assert "Zoulikha" not in body


def test_places_are_written_many_at_once(sign_in: SignIn, member: MakeMember) -> None:
    service = factories.service()
    site = factories.site(service.organisation)
    head = sign_in(member("head"))
    said = {"service": service.pk, "kind": "bed", "label": "Lit 1-12\nSalon", "sex": "f"}
    head.post(reverse("places_units_new", args=[site.pk]), said)
    assert list(site.units.values_list("label", flat=True))[-3:] == ["Lit 11", "Lit 12", "Salon"]
    twice = head.post(reverse("places_units_new", args=[site.pk]), said)
    assert twice.status_code == 400
    assert "Salon" in twice.content.decode()
    assert site.units.count() == 13


def test_a_need_finds_its_place_then_the_next_best(
    sign_in: SignIn, member: MakeMember, beds: list[Unit]
) -> None:
    karim = member("referent")
    client = sign_in(karim)
    need = need_of(karim, "Lahcen")
    address = reverse("case_need_places", args=[need.case_id, need.pk])
    assert "Lit 1" in client.get(address).content.decode()
    actions.come_in(unit=beds[0], by=SYSTEM, at=timezone.now())  # somebody is quicker
    refused = client.post(address, {"unit": beds[0].pk, "hours": "2"})
    assert refused.status_code == 200
    assert "Lit 2" in refused.content.decode()
    assert not Stay.objects.exists()
    held = client.post(address, {"unit": beds[1].pk, "hours": "2"}, follow=True).content.decode()
    stay = Stay.objects.get()
    assert stay.occupancy.code in held
    assert "Lahcen" in page_of(client, "places_site", beds[1].site_id)


def test_for_whom_is_not_shown_to_those_who_do_not_see_the_case(
    sign_in: SignIn, member: MakeMember, beds: list[Unit]
) -> None:
    karim = member("referent")
    need = need_of(karim, "Zoulikha", restricted=True)
    hold(need, beds[0], karim)
    assert "Zoulikha" in page_of(sign_in(karim), "places_site", beds[0].site_id)
    assert "Zoulikha" not in page_of(sign_in(member("operator")), "places_site", beds[0].site_id)


def need_of(by: Member, name: str, *, restricted: bool = False) -> Need:
    at = timezone.now()
    person = factories.person(given_name=name)
    case: Case = factories.case(by=by, at=at, persons=[person], restricted=restricted)
    return care.add_need(case=case, service="ACC-HEB", person=person, by=actor_of(by), at=at)


def hold(need: Need, unit: Unit, by: Member) -> Stay:
    at = timezone.now()
    until = at + timedelta(hours=2)
    return care.hold_place(need=need, unit=unit, until=until, by=actor_of(by), at=at)


def test_everybody_who_waits_is_proposed_a_place_then_held(
    sign_in: SignIn, member: MakeMember, beds: list[Unit]
) -> None:
    karim = member("referent")
    client = sign_in(karim)
    needs = [need_of(karim, name) for name in ("Lahcen", "Brahim", "Said", "Omar")]
    body = page_of(client, "places_allot")
    assert body.count('name="chosen"') == 3
    assert all(name in body for name in ("Lahcen", "Brahim", "Said", "Omar"))
    chosen = [part.split('"')[0] for part in body.split('name="chosen" value="')[1:]]
    actions.come_in(unit=beds[2], by=SYSTEM, at=timezone.now())  # somebody is quicker
    answer = client.post(reverse("places_allot"), {"chosen": chosen, "hours": "2"})
    assert answer.status_code == 409
    assert Stay.objects.count() == 2
    assert set(Stay.objects.values_list("need", flat=True)) <= {need.pk for need in needs}


def test_whom_one_does_not_see_does_not_wait(sign_in: SignIn, member: MakeMember, beds: list[Unit]) -> None:
    need_of(member("referent"), "Zoulikha", restricted=True)
    assert "Zoulikha" not in page_of(sign_in(member("operator")), "places_allot")


def test_the_proposal_asks_as_often_whoever_waits(
    sign_in: SignIn, member: MakeMember, beds: list[Unit]
) -> None:
    karim = member("referent")
    client = sign_in(karim)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(client, "places_allot")
        return len(queries)

    need_of(karim, "Lahcen")
    asked()
    few = asked()
    for name in ("Brahim", "Said", "Omar", "Ali"):
        need_of(karim, name)
    assert asked() == few
