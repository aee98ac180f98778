"""Anybody finds who can help: by words of either script, by pole, by commune, by what is open."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.kernel.limits import Limit
from jaras.partners import actions, queries
from jaras.partners.models import Organisation, Service
from jaras.partners.queries import Sought
from jaras.partners.rules import Hours, read_day
from jaras.web.portal import directory
from tests import factories

CASABLANCA = ZoneInfo("Africa/Casablanca")
MONDAY_TEN = datetime(2026, 11, 30, 10, tzinfo=CASABLANCA)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def listed(name: str, **about: Any) -> Organisation:
    return actions.register(
        by=SYSTEM, at=timezone.now(), **({"name_fr": name, "kind": "association"} | about)
    )


@pytest.fixture
def shelter(visitor: Client) -> Service:
    of = listed(
        "Dar Al Karama",
        name_ar="دار الكرامة",
        poles=["ACC"],
        commune=factories.commune(),
        telephone="05 23 00 00 01",
        email="direction@example.org",
    )
    hours: list[Hours] = read_day("8:30-12", 0)
    service = factories.service(
        of, hours=hours, fee=20, fee_fr="par nuit", bring_fr="Un drap", languages=["shi"], note_fr="Sonner"
    )
    factories.site(of, name_fr="Foyer du Centre", address_fr="12, rue des Oliviers")
    return service


def test_anybody_reads_it_without_a_cookie(visitor: Client, shelter: Service) -> None:
    answer = visitor.get("/annuaire")
    page = text(answer)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    for words in (
        "Dar Al Karama",
        "05 23 00 00 01",
        "20\u00a0DH, par nuit",
        "Un drap",
        "Tachelhit",
        "Oliviers",
    ):
        assert words in page
    assert "example.org" not in page
    assert "data-exit" in page
    assert "/annuaire?lang=fr" in text(visitor.get("/"))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_is_read_in_each_language(visitor: Client, shelter: Service, language: str) -> None:
    page = text(visitor.get(f"/annuaire?lang={language}"))
    assert f'<html lang="{language}"' in page
    assert ("دار الكرامة" if language == "ar" else "Dar Al Karama") in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=karama", True),
        ("q=الكرامة", True),
        ("q=hebergement", True),
        ("q=إيواء", True),
        ("q=nobody", False),
        ("pole=ACC", True),
        ("pole=MED", False),
        ("pole=nonsense", True),
        ("commune=05.311.01.07", True),
        ("commune=05.311.01.09", False),
        ("q=karama&pole=MED", False),
    ],
)
def test_it_is_sought_in_both_scripts_by_pole_by_commune(
    visitor: Client, shelter: Service, asked: str, found: bool
) -> None:
    factories.commune("05.311.01.09", name_fr="Oued Zem", name_ar="وادي زم")
    page = text(visitor.get(f"/annuaire?{asked}"))
    assert ("Dar Al Karama" in page) is found
    if not found:
        assert "Voir tout l’annuaire" in page


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (MONDAY_TEN, True),
        (MONDAY_TEN.replace(hour=12), False),
        (MONDAY_TEN.replace(hour=8, minute=29), False),
        (MONDAY_TEN + timedelta(days=1), False),
    ],
)
def test_open_now_is_by_the_clock_of_the_territory(shelter: Service, at: datetime, is_open: bool) -> None:
    helpers, _after = queries.consulted(Sought(open_now=True), at=at)
    assert bool(helpers) is is_open


def test_day_and_night_is_always_open(visitor: Client, shelter: Service) -> None:
    factories.service(listed("Urgences"), code="MED-URG")
    page = text(visitor.get("/annuaire?open=1&lang=fr"))
    assert "Urgences" in page
    assert "Jour et nuit" in page


def test_what_is_not_for_the_public_is_not_there(visitor: Client, shelter: Service) -> None:
    actions.amend_service(service=shelter, public=False, by=SYSTEM, at=timezone.now())
    assert "par nuit" not in text(visitor.get("/annuaire"))
    actions.amend(
        organisation=shelter.organisation,
        telephone_public=False,
        email_public=True,
        by=SYSTEM,
        at=timezone.now(),
    )
    page = text(visitor.get("/annuaire"))
    assert "05 23 00 00 01" not in page
    assert "direction@example.org" in page
    actions.amend(organisation=shelter.organisation, public=False, by=SYSTEM, at=timezone.now())
    assert "Karama" not in text(visitor.get("/annuaire"))
    assert "Dar Al Karama" not in text(visitor.get("/annuaire?q=karama"))


def test_the_door_of_a_shelter_for_women_is_not_there(visitor: Client) -> None:
    refuge = listed("Centre Al Amal", telephone="05 23 00 00 03")
    factories.service(refuge, code="ACC-FEM")
    factories.site(refuge, name_fr="Maison des Roses", address_fr="3, impasse du Puits")
    page = text(visitor.get("/annuaire"))
    assert "05 23 00 00 03" in page
    assert "Roses" not in page
    assert "impasse" not in page


def test_pages_follow_one_another_a_sheet_holds_more(visitor: Client) -> None:
    for number in range(25):
        listed(f"Association {number:02}")
    first = text(visitor.get("/annuaire?lang=fr"))
    assert "Association 19" in first
    assert "Association 20" not in first
    following = first.split("after=")[1].split("&")[0].split('"')[0]
    second = text(visitor.get(f"/annuaire?lang=fr&after={following}"))
    assert "Association 20" in second
    assert "Association 19" not in second
    sheet = text(visitor.get("/annuaire?lang=fr&sheet=1"))
    assert "Association 00" in sheet
    assert "Association 24" in sheet
    assert "<form" not in sheet


def test_it_reads_as_many_queries_whatever_its_size(visitor: Client, shelter: Service) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries_made:
            visitor.get("/annuaire")
        return len(queries_made)

    counted()
    few = counted()
    for number in range(6):
        of = listed(f"Association {number}")
        factories.service(of)
        factories.units("Lit 1", where=factories.site(of), gives=factories.service(of))
    assert counted() == few <= 12  # contacts, names of before, whose work they took over among them


def test_hostile_words_find_nothing_and_break_nothing(visitor: Client, shelter: Service) -> None:
    for words in ("%00", "'\"<script>", "x" * 5000, "%F0%9F%94%94", '" OR 1'):
        answer = visitor.get(f"/annuaire?q={words}&after=%%%&pole[]=x&commune=../../")
        assert answer.status_code == 200
        assert "<script>" not in text(answer)


def test_a_flood_of_searches_waits_reading_goes_on(
    visitor: Client, shelter: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "SEARCHES", (Limit(2, timedelta(minutes=10)),))
    assert [visitor.get("/annuaire?q=dar").status_code for _each in range(3)] == [200, 200, 429]
    assert visitor.get("/annuaire").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "open_then"),
    [
        (datetime(2026, 2, 11, 13, tzinfo=CASABLANCA), {"usual", "apart"}),
        (datetime(2026, 2, 25, 13, tzinfo=CASABLANCA), {"usual"}),
        (datetime(2026, 2, 25, 20, tzinfo=CASABLANCA), {"apart"}),
        (datetime(2026, 11, 18, 13, tzinfo=CASABLANCA), {"apart"}),
    ],
    ids=["an ordinary Wednesday", "a Wednesday of Ramadan", "its evening", "Independence Day"],
)
def test_what_is_open_follows_ramadan_and_holidays(moment: datetime, open_then: set[str]) -> None:
    day, evening = read_day("9-17", 2), read_day("19-21", 2)
    gives: dict[str, dict[str, Any]] = {
        "usual": {"hours": day, "closed_on_holidays": True},
        "apart": {"hours": day, "ramadan_hours": evening},
        "night": {"always_open": True, "closed_on_holidays": True},
    }
    for name, more in gives.items():
        factories.service(listed(name), **more)
    helpers, _after = queries.consulted(Sought(open_now=True), at=moment)
    found = {each.organisation.name_fr for each in helpers}
    assert found == open_then | {"night"}
    assert all(each.lines[0].opening.now for each in helpers)
    every, _after = queries.consulted(Sought(), at=moment)
    assert {each.organisation.name_fr for each in every if each.lines[0].opening.now} == found
