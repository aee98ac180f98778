"""A document of Open Referral comes in: our own without a change, that of another as it is understood."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jaras.imports.models import DirectoryImport
from jaras.imports.queries import Verdict
from jaras.imports.rules import Code
from jaras.kernel.refusal import Refused
from jaras.partners.models import Contact, Organisation, Service, Site
from tests import factories
from tests.imports.conftest import Received, planned

PATHS = ("/organizations?full=true&full_service=true&per_page=100", "/organizations", "/services?full=true",
         "/service_at_locations?full=true")  # fmt: skip
ELSEWHERE = uuid4()


def sent(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def foreign(**more: Any) -> dict[str, Any]:
    """An organisation as another directory writes it."""
    return {
        "id": str(ELSEWHERE),
        "name": "Croix d’aide",
        "alternate_name": "CDA",
        "description": "Words that we have no place for.",
        "phones": [{"id": str(uuid4()), "number": "0522 00 00 00"}],
        "locations": [
            {
                "id": str(uuid4()),
                "location_type": "physical",
                "name": "Antenne",
                "addresses": [{"address_1": "3, rue du Puits", "city": "Oued Zem"}],
            }
        ],
        "contacts": [
            {"id": str(uuid4()), "name": "Somebody", "title": "Accueil", "phones": [{"number": "05"}]}
        ],
        "services": [
            {
                "id": str(uuid4()),
                "name": "Aide alimentaire",
                "description": "Un panier par semaine",
                "minimum_age": 18,
                "eligibility_description": "Femmes, Sur rendez-vous",
                "languages": [{"code": "fr"}, {"name": "Klingon"}],
                "cost_options": [{"amount": 0, "currency": "mad"}],
                "service_areas": [{"name": "Khouribga"}, {"name": "Atlantis"}],
                "schedules": [
                    {
                        "freq": "WEEKLY",
                        "byday": "MO,WE",
                        "opens_at": "09:00+01:00",
                        "closes_at": "12:00+01:00",
                    },
                    {"freq": "MONTHLY", "byday": "1TU", "opens_at": "09:00", "closes_at": "10:00"},
                ],
            }
        ],
    } | more


def faults(imported: DirectoryImport) -> list[tuple[str, Code]]:
    return [
        (fault.field, fault.code) for each in planned(imported).of(Verdict.REFUSED) for fault in each.faults
    ]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_what_we_publish_comes_in_without_a_change(
    language: str, client: Client, receive: Received, shelter: Organisation
) -> None:
    factories.organisation(name_fr="Second", name_ar="")
    factories.service(factories.organisation(name_ar=""), publics=["MIG"], fee_fr="selon", bring_ar="غطاء")
    for path in PATHS:
        body = client.get(f"/hsds{path}{'&' if '?' in path else '?'}language={language}").content
        counts = planned(receive(body)).counts
        assert (counts["refused"], counts["changed"], counts["added"]) == (0, 0, 0), path
        assert counts["same"] > 2


def test_what_changed_elsewhere_is_told(client: Client, receive: Received, shelter: Organisation) -> None:
    told = client.get("/hsds/organizations?full=true&full_service=true&language=fr").json()
    told["contents"][0]["services"][0]["minimum_age"] = 21
    told["contents"][0]["phones"] = []
    [change] = planned(receive(sent(told))).of(Verdict.CHANGED)
    assert [(each.field, each.old, each.new) for each in change.differences] == [("youngest", 18, 21)]


def test_another_directory_is_understood_then_known_again(bring: Received, receive: Received) -> None:
    received = receive(sent(foreign()))
    [service] = [each for each in planned(received).changes if each.kind == "service"]
    assert {fault.code for fault in service.warnings} == {
        Code.LANGUAGE_LEFT_OUT, Code.AREA_LEFT_OUT, Code.HOURS_LEFT_OUT,
    }  # fmt: skip
    bring(sent(foreign()))
    made = Organisation.objects.get(name_fr="Croix d’aide")
    assert (made.acronym, made.kind, made.telephone) == ("CDA", "association", "0522 00 00 00")
    kept = Service.objects.get(organisation=made)
    assert (kept.code, kept.sex, kept.who_fr, kept.fee, len(kept.spans)) == (
        "ACC-ALIM", "f", "Sur rendez-vous", 0, 2,
    )  # fmt: skip
    assert (Site.objects.get().commune_id, Contact.objects.get().public) == ("05.311.01.09", True)
    again = receive(sent(foreign(name="Croix de l’aide")))
    [change] = planned(again).of(Verdict.CHANGED)
    assert (change.row, change.by_words) == (made, False)
    arabic = {"id": str(ELSEWHERE), "name": "صليب المساعدة", "services": []}
    [named] = planned(receive(sent(arabic))).of(Verdict.CHANGED)
    assert [(each.field, each.old) for each in named.differences] == [("name_ar", "")]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"name": "X", "services": [{"name": "Sortilèges"}]}, ("code", Code.WORD_UNKNOWN)),
        ({"id": "1", "services": []}, ("name_fr", Code.NAME_MISSING)),
        ({"name": ["X"], "services": []}, ("", Code.SHAPE)),
        ({"name": "X", "services": {"id": "1"}}, ("", Code.SHAPE)),
        ([{"id": "1", "name": "Aide alimentaire", "organization_id": "9"}], ("of_name", Code.OWNER_UNKNOWN)),
        ([{"name": "Aide alimentaire", "schedules": []}], ("of_name", Code.OWNER_MISSING)),
        (
            {"id": "1", "name": "X", "services": [{"name": "Aide alimentaire", "organization_id": "2"}]},
            ("of_name", Code.OWNER_OTHER),
        ),
        (
            [{"id": "1", "name": "X", "services": []}, {"id": "1", "name": "Y", "services": []}],
            ("name_fr", Code.DIFFERS),
        ),
        (
            {"id": "1", "name": "X", "services": [{"name": "Aide alimentaire", "minimum_age": 10**30}]},
            ("youngest", Code.AGES),
        ),
    ],
)
def test_what_cannot_be_written_says_where_and_why(
    said: Any, fault: tuple[str, Code], receive: Received
) -> None:
    received = receive(sent(said))
    assert fault in faults(received)
    assert all(each.entry.where for each in planned(received).of(Verdict.REFUSED))


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[" * 200_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
        b"\xff[]",
        b"[]",
        b"[1, 2]",
        b'{"hello": "world"}',
        sent([{"name": f"Association {number}", "services": []} for number in range(5_001)]),
    ],
    ids=["cut", "deep", "digits", "letters", "empty", "numbers", "other", "giant"],
)
def test_a_hostile_document_is_one_sentence(content: bytes, receive: Received) -> None:
    with pytest.raises(Refused) as refused:
        receive(content)
    assert refused.value.field == "file"
    assert not DirectoryImport.objects.exists()


def test_an_organisation_that_names_itself_ends(receive: Received) -> None:
    """Ids that lead in a circle are followed once."""
    circle = foreign(parent_organization_id=str(ELSEWHERE))
    circle["services"][0] |= {"organization_id": str(ELSEWHERE), "organization": foreign()}
    assert planned(receive(sent(circle))).counts["added"] == 4
