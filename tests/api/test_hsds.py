"""The open directory answers as the standard says, tells nothing that is not public."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.api.open_referral import door
from jaras.api.open_referral.services import schedules
from jaras.api.open_referral.telling import Telling
from jaras.kernel.actor import SYSTEM
from jaras.kernel.limits import Limit
from jaras.partners import actions
from jaras.partners.models import Organisation, Service, Site
from jaras.partners.rules import identifier, namespace_of, read_day
from jaras.territory import actions as territory
from proof._standard import faults, faults_of_page
from tests import factories

pytestmark = pytest.mark.django_db
LISTS = {
    "/services": "service",
    "/organizations": "organization",
    "/service_at_locations": "service_at_location",
    "/taxonomies": "taxonomy",
    "/taxonomy_terms": "taxonomy_term",
}


@pytest.fixture(autouse=True)
def copy(db: None, at: datetime) -> None:
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)


@pytest.fixture
def shelter() -> Service:
    """A shelter of which everything is said: hours, publics, a site, four beds, two of them taken."""
    organisation = actions.register(
        by=SYSTEM,
        at=timezone.now(),
        name_fr="Dar Al Karama",
        name_ar="دار الكرامة",
        kind="shelter",
        poles=["ACC"],
        commune=factories.commune(),
        telephone="05 23 00 00 01",
        email="direction@example.org",
    )
    hours = [*read_day("8:30-12, 14-18", 0), *read_day("8:30-12, 14-18", 1), *read_day("9-12", 5)]
    service = factories.service(
        organisation,
        hours=hours,
        sex="m",
        youngest=18,
        oldest=59,
        publics=["SAB"],
        communes=[factories.commune()],
        note_fr="Avec un drap",
        note_ar="مع غطاء",
        who_fr="Orienté par la cellule",
        bring_fr="Carte d’identité, un drap",
        languages=["ar", "shi", "other"],
        fee=20,
        fee_fr="par nuit",
        email="orientation@example.org",
    )
    site = factories.site(
        organisation,
        commune=factories.commune(),
        address_fr="12, rue des Oliviers",
        telephone="05 23 00 00 02",
    )
    beds = factories.units("Lit 1", "Lit 2", "Lit 3", "Lit 4", where=site, gives=service, step_free=True)
    now = timezone.now()
    actions.confirm_site(site=site, by=SYSTEM, at=now - timedelta(hours=1))
    actions.hold(unit=beds[0], until=now + timedelta(hours=1), by=SYSTEM, at=now)
    actions.shut(unit=beds[1], reason="broken", by=SYSTEM, at=now)
    return service


def ask(client: Client, path: str, **said: Any) -> tuple[int, Any]:
    answer = client.get(f"/hsds{path}", said)
    return answer.status_code, answer.json()


def test_it_says_what_it_is(client: Client) -> None:
    status, told = ask(client, "/")
    assert (status, told["version"]) == (200, "3.0")
    assert told["openapi_url"].endswith("/hsds/openapi.json")
    assert client.get("/hsds/openapi.json").status_code == 200


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(("path", "kind"), LISTS.items())
def test_every_list_has_its_envelope_and_its_required_fields(
    client: Client, shelter: Service, path: str, kind: str, language: str
) -> None:
    for full in ("false", "true"):
        status, told = ask(client, path, language=language, full=full)
        assert status == 200
        assert told["contents"]
        assert not [*faults_of_page(kind, told)]


@pytest.mark.parametrize(("path", "kind"), LISTS.items())
def test_every_thing_of_a_list_is_read_whole_by_its_id(
    client: Client, shelter: Service, path: str, kind: str
) -> None:
    for each in ask(client, path)[1]["contents"]:
        status, told = ask(client, f"{path}/{each['id']}")
        assert (status, told["id"]) == (200, each["id"])
        assert not [*faults(kind, told)]


def test_a_service_is_told_whole(client: Client, shelter: Service) -> None:
    listed = ask(client, "/services")[1]["contents"][0]
    told = ask(client, f"/services/{listed['id']}", language="fr")[1]
    assert (told["name"], told["description"]) == ("Hébergement temporaire", "Avec un drap")
    assert (told["minimum_age"], told["maximum_age"], told["status"]) == (18, 59, "active")
    assert told["eligibility_description"].startswith("Hommes, de 18 à 59 ans")
    assert told["eligibility_description"].endswith("Orienté par la cellule, Sans-abri")
    assert told["fees_description"] == "20\u00a0DH, par nuit"
    assert [(each["amount"], each["currency"]) for each in told["cost_options"]] == [(20, "mad")]
    assert [each["document"] for each in told["required_documents"]] == ["Carte d’identité", "un drap"]
    assert [each.get("code") for each in told["languages"]] == ["ar", "shi", None]
    assert told["organization"]["name"] == "Dar Al Karama"
    assert [phone["number"] for phone in told["phones"]] == ["05 23 00 00 01"]
    assert [area["name"] for area in told["service_areas"]] == ["Khouribga"]
    days = {(each["byday"], each["opens_at"][:5], each["closes_at"][:5]) for each in told["schedules"]}
    assert days == {("MO,TU", "08:30", "12:00"), ("MO,TU", "14:00", "18:00"), ("SA", "09:00", "12:00")}
    assert {each["taxonomy_term"]["code"] for each in told["attributes"]} == {"ACC-HEB", "ACC", "SAB"}
    [capacity] = told["capacities"]
    assert (capacity["available"], capacity["maximum"], capacity["unit"]["name"]) == (2, 4, "Lit")
    [place] = told["service_at_locations"]
    assert place["location"]["addresses"][0]["address_1"] == "12, rue des Oliviers"
    assert place["location"]["accessibility"]


def test_each_language_is_a_document(client: Client, shelter: Service) -> None:
    told = {
        language: ask(client, "/services", language=language)[1]["contents"][0] for language in ("fr", "ar")
    }
    assert told["fr"]["id"] == told["ar"]["id"]
    assert (told["ar"]["name"], told["ar"]["description"]) == ("إيواء مؤقت", "مع غطاء")
    answer = client.get("/hsds/services", headers={"accept-language": "ar"})
    assert answer.json()["contents"][0] == told["ar"]
    assert answer["Content-Language"] == "ar"
    assert "Accept-Language" in answer["Vary"]
    assert ask(client, "/services", language="de")[0] == 422


def test_day_and_night_is_the_whole_week(client: Client) -> None:
    factories.service()
    [service] = ask(client, "/services", full="true")[1]["contents"]
    [schedule] = service["schedules"]
    assert schedule["byday"] == "MO,TU,WE,TH,FR,SA,SU"
    assert (schedule["opens_at"][:5], schedule["closes_at"][:5]) == ("00:00", "23:59")


def test_the_hours_carry_the_offset_in_force(client: Client, shelter: Service) -> None:
    [service] = ask(client, "/services", full="true")[1]["contents"]
    for schedule in service["schedules"]:
        hours = timezone.localtime().utcoffset()
        assert hours == timedelta(hours=schedule["timezone"])
        assert datetime.fromisoformat(f"2026-01-01T{schedule['opens_at']}").utcoffset() == hours


def test_a_place_that_nobody_confirmed_is_not_counted(client: Client) -> None:
    site = factories.site()
    service = factories.units("Lit 1", where=site)[0].service
    assert ask(client, "/services", full="true")[1]["contents"][0]["capacities"] == []
    actions.confirm_site(site=site, by=SYSTEM, at=timezone.now() - timedelta(hours=30))
    [capacity] = ask(client, "/services", full="true", language="en")[1]["contents"][0]["capacities"]
    assert (capacity["available"], capacity["description"][:9]) == (1, "Uncertain")
    assert service.pk


def test_nothing_that_is_not_public_is_told(client: Client, shelter: Service) -> None:
    """E-mail addresses for referrals, links of sites, members, those who take part no more."""
    factories.member("operator", name="Salma Bennani", organisation=shelter.organisation)
    gone = factories.organisation(name_fr="Association dissoute")
    factories.service(gone)
    actions.retire(organisation=gone, by=SYSTEM, at=timezone.now())
    stopped = factories.service(shelter.organisation, code="ACC-ALIM")
    actions.retire_service(service=stopped, by=SYSTEM, at=timezone.now())
    said = ""
    for path in LISTS:
        for language in ("fr", "ar"):
            said += json.dumps(
                ask(client, path, full="true", full_service="true", language=language)[1], ensure_ascii=False
            )
    for hidden in ("example.org", "Salma", "dissoute", Site.objects.get().nonce, "Lit 1"):
        assert hidden not in said
    assert {each["id"] for each in ask(client, "/services")[1]["contents"]} == {
        ask(client, "/service_at_locations")[1]["contents"][0]["service_id"]
    }


def test_what_is_marked_so_is_told_or_not(client: Client, shelter: Service) -> None:
    """Telephones unless they are hidden, e-mail addresses where they are shown, entries unless left out."""
    of = shelter.organisation
    actions.amend(organisation=of, telephone_public=False, email_public=True, by=SYSTEM, at=timezone.now())
    said = json.dumps([ask(client, path, full="true", full_service="true")[1] for path in LISTS])
    assert "05 23 00 00" not in said
    assert "direction@example.org" in said
    assert "orientation@example.org" not in said
    actions.amend_service(service=shelter, public=False, by=SYSTEM, at=timezone.now())
    assert ask(client, "/services")[1]["empty"]
    assert not ask(client, "/organizations")[1]["empty"]
    actions.amend(organisation=of, public=False, by=SYSTEM, at=timezone.now())
    assert ask(client, "/organizations")[1]["empty"]
    assert ask(client, "/service_at_locations")[1]["empty"]


def test_a_service_is_assured_by_whoever_confirmed_its_organisation(client: Client, shelter: Service) -> None:
    assert "assured_date" not in ask(client, "/services")[1]["contents"][0]
    at = timezone.now()
    actions.confirm(organisation=shelter.organisation, by=SYSTEM, at=at)
    told = ask(client, "/services")[1]["contents"][0]
    assert told["assured_date"] == timezone.localdate(at).isoformat()


def test_the_door_of_a_shelter_for_women_is_told_to_nobody(client: Client) -> None:
    refuge = factories.organisation(name_fr="Centre Al Amal", telephone="05 23 00 00 03")
    service = factories.service(refuge, code="ACC-FEM", sex="f")
    site = factories.site(refuge, name_fr="Maison des Roses", address_fr="3, impasse du Puits")
    for _step in ("without units", "with them"):
        said = json.dumps(
            [ask(client, path, full="true", full_service="true")[1] for path in LISTS], ensure_ascii=False
        )
        assert "Centre Al Amal" in said
        assert "Roses" not in said
        assert "impasse" not in said
        if not site.units.exists():
            factories.units("Lit 1", where=site, gives=service)


def test_a_house_of_several_services_hides_one_door_only(client: Client) -> None:
    organisation = factories.organisation()
    factories.units(
        "Lit 1",
        where=factories.site(organisation, name_fr="Maison des Roses"),
        gives=factories.service(organisation, code="ACC-FEM"),
    )
    factories.units(
        "Lit 1",
        where=factories.site(organisation, name_fr="Foyer du Centre"),
        gives=factories.service(organisation),
    )
    names = {each["location"]["name"] for each in ask(client, "/service_at_locations")[1]["contents"]}
    assert names == {"Foyer du Centre"}


def test_what_is_asked_counts_at_once(client: Client, shelter: Service) -> None:
    crescent = actions.register(name_fr="Croissant", kind="association", by=SYSTEM, at=timezone.now())
    other = factories.service(crescent, code="MED-URG")
    terms = {each["code"]: each["id"] for each in ask(client, "/taxonomy_terms", per_page=100)[1]["contents"]}
    assert _names(client, taxonomy_term_id=terms["MED"]) == {other.pk}
    assert _names(client, taxonomy_term_id=terms["SAB"]) == {shelter.pk}
    assert _names(client, search="karama") == {shelter.pk}
    assert _names(client, search="الكرامة") == {shelter.pk}
    assert _names(client, search="urgence") == {other.pk}
    assert _names(client, search="karama", taxonomy_term_id=terms["MED"]) == set()
    organisation = ask(client, "/organizations", search="croissant")[1]["contents"][0]["id"]
    assert _names(client, organization_id=organisation) == {other.pk}
    assert _names(client, organization_id=terms["MED"]) == set()
    groups = ask(client, "/taxonomies", search="publics", language="fr")[1]["contents"][0]["id"]
    assert _names(client, taxonomy_id=groups) == {shelter.pk}


def _names(client: Client, **said: Any) -> set[int]:
    listed = {each["id"] for each in ask(client, "/services", **said)[1]["contents"]}
    telling = Telling.now()
    return {
        pk for pk in Service.objects.values_list("pk", flat=True) if str(telling.id("service", pk)) in listed
    }


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/services", {"modified_after": "2026-01-01T00:00:00Z"}),
        ("/services", {"format": "ndjson"}),
        ("/services", {"page": "0"}),
        ("/services", {"per_page": "1000"}),
        ("/service_at_locations", {"postcode": "25000"}),
        ("/services/nothing", {}),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    client: Client, path: str, said: dict[str, str]
) -> None:
    status, told = ask(client, path, **said)
    assert status == 422
    assert told["detail"]


@pytest.mark.parametrize("path", LISTS)
def test_an_id_of_nothing_is_not_there(client: Client, shelter: Service, path: str) -> None:
    assert ask(client, f"{path}/00000000-0000-5000-8000-000000000000")[0] == 404


def test_pages_follow_one_another(client: Client) -> None:
    organisation = factories.organisation()
    for _each in range(5):
        factories.service(organisation)
    seen, number = set(), 1
    while True:
        told = ask(client, "/services", per_page=2, page=number)[1]
        assert (told["total_items"], told["total_pages"], told["first_page"]) == (5, 3, number == 1)
        seen |= {each["id"] for each in told["contents"]}
        if told["last_page"]:
            break
        number += 1
    assert (len(seen), number) == (5, 3)
    beyond = ask(client, "/services", per_page=2, page=4)[1]
    assert (beyond["empty"], beyond["contents"], beyond["last_page"]) == (True, [], True)


def test_an_empty_directory_is_an_empty_page(client: Client) -> None:
    told = ask(client, "/services")[1]
    assert (told["total_items"], told["total_pages"], told["empty"]) == (0, 1, True)
    assert told["first_page"]
    assert told["last_page"]


@pytest.mark.parametrize("path", ["/services", "/organizations", "/service_at_locations"])
def test_a_list_reads_as_many_queries_whatever_its_size(client: Client, shelter: Service, path: str) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert ask(client, path, full="true", full_service="true")[0] == 200
        return len(queries)

    counted()
    few = counted()
    for number in range(4):
        organisation = factories.organisation()
        factories.units(
            f"Lit {number}", where=factories.site(organisation), gives=factories.service(organisation)
        )
    assert counted() == few <= 20


def test_a_flood_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "READINGS", (Limit(2, timedelta(minutes=10)),))
    assert [ask(client, "/taxonomies")[0] for _each in range(3)] == [200, 200, 429]


def test_the_names_of_a_copy_stay_and_are_its_own(client: Client, shelter: Service) -> None:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    here, there = namespace_of("05.311", begun), namespace_of("05.311", begun + timedelta(microseconds=1))
    assert identifier(here, "service", 1) == identifier(namespace_of("05.311", begun), "service", 1)
    assert identifier(here, "service", 1) != identifier(there, "service", 1)
    assert identifier(here, "service", 1) != identifier(here, "organization", 1)
    assert Organisation.objects.get().pk == shelter.organisation_id


def test_contacts_that_anybody_may_be_told_are_told(client: Client, shelter: Service) -> None:
    factories.contact(
        shelter.organisation,
        function_fr="Accueil",
        function_ar="الاستقبال",
        email="a@example.org",
        public=True,
    )
    factories.contact(shelter.organisation, function_fr="Astreinte")
    path = f"/hsds/organizations/{Telling.now().id('organization', shelter.organisation_id)}"
    told = client.get(path, {"language": "ar"}).json()
    assert not [*faults("organization", told)]
    assert [(each["title"], each["email"]) for each in told["contacts"]] == [("الاستقبال", "a@example.org")]
    assert told["contacts"][0]["phones"][0]["contact_id"] == told["contacts"][0]["id"]


def test_hours_of_ramadan_say_between_which_days_they_hold(client: Client, shelter: Service) -> None:
    said = read_day("10-15", 0)
    actions.amend_service(
        service=shelter, ramadan_hours=said, closed_on_holidays=True, by=SYSTEM, at=timezone.now()
    )
    row = Service.objects.select_related("organisation__commune").get()
    for at, usual in (
        (datetime(2027, 1, 4, 12, tzinfo=UTC), (None, date(2027, 2, 7))),
        (datetime(2027, 2, 20, 12, tzinfo=UTC), (date(2027, 3, 9), None)),
    ):
        told = {each.opens_at[:5]: each for each in schedules(row, replace(Telling.now(), at=at))}
        month = told["10:00"]
        assert (month.valid_from, month.valid_to) == (date(2027, 2, 8), date(2027, 3, 8))
        assert (month.timezone, month.opens_at) == (0, "10:00+00:00")
        assert (told["09:00"].valid_from, told["09:00"].valid_to) == usual
        assert told["09:00"].notes == month.notes == "Fermé les jours fériés."
    path = f"/hsds/services/{Telling.now().id('service', shelter.pk)}"
    assert not [*faults("service", client.get(path, {"language": "fr"}).json())]
