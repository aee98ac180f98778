"""Which services fit a need, in which order, with which reasons."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jaras.care import actions, queries
from jaras.care.models import Need
from jaras.care.queries import Fit
from jaras.care.rules.fitting import Against, Offer, Wanted, Why, weigh
from jaras.governance.models import Member, actor_of
from jaras.partners.models import Service
from jaras.partners.rules import read_day
from tests import factories

WANTED = Wanted(service="ACC-HEB", publics=frozenset({"SAB"}), sex="m", age=62, commune="05.311.01.07")


def reasons(wanted: Wanted, **offer: Any) -> set[str]:
    return {reason.code for reason in weigh(wanted, Offer(**{"service": "ACC-HEB"} | offer)).reasons}


def against(**offer: Any) -> set[str]:
    return {reason.code for reason in weigh(WANTED, Offer(**{"service": "ACC-HEB"} | offer)).against}


def test_a_service_for_everybody_everywhere_fits() -> None:
    assert weigh(WANTED, Offer(service="ACC-HEB")).fits


@pytest.mark.parametrize(
    ("offer", "rule"),
    [
        ({"service": "ACC-ALIM"}, Against.OTHER_SERVICE),
        ({"publics": frozenset({"FVV"})}, Against.NOT_FOR_PUBLIC),
        ({"sex": "f"}, Against.NOT_FOR_SEX),
        ({"youngest": 63}, Against.TOO_YOUNG),
        ({"oldest": 61}, Against.TOO_OLD),
        ({"communes": frozenset({"05.311.01.09"})}, Against.NOT_IN_COMMUNE),
        ({"active": False}, Against.GIVEN_NO_MORE),
        ({"email": False, "telephone": False}, Against.UNREACHABLE),
        ({"declined": True}, Against.DECLINED),
    ],
)
def test_each_rule_refuses_alone(offer: dict[str, Any], rule: str) -> None:
    assert against(**offer) == {rule}


def test_the_bounds_of_an_age_are_included() -> None:
    assert not against(youngest=62, oldest=62)


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        ({"publics": frozenset({"SAB", "PAI"})}, Why.FOR_PUBLIC),
        ({"sex": "m"}, Why.FOR_SEX),
        ({"youngest": 60}, Why.FOR_AGE),
        ({"home": "05.311.01.07"}, Why.IN_COMMUNE),
        ({"communes": frozenset({"05.311.01.07"})}, Why.SERVES_COMMUNE),
        ({"always_open": True}, Why.ALWAYS_OPEN),
        ({"open_until": datetime(2026, 11, 25, 18)}, Why.OPEN_NOW),  # noqa: DTZ001
        ({"opens_at": datetime(2026, 11, 26, 8)}, Why.OPENS_AT),  # noqa: DTZ001
        ({}, Why.HOURS_UNKNOWN),
        ({"email": False}, Why.TELEPHONE_ONLY),
        ({"silent": True}, Why.STAYED_SILENT),
    ],
)
def test_each_reason_is_said(offer: dict[str, Any], why: str) -> None:
    assert why in reasons(WANTED, **offer)


@pytest.mark.parametrize(
    ("offer", "doubt"),
    [
        ({"publics": frozenset({"FVV"})}, Why.PUBLIC_UNKNOWN),
        ({"sex": "f"}, Why.SEX_UNKNOWN),
        ({"oldest": 17}, Why.AGE_UNKNOWN),
        ({"communes": frozenset({"05.311.01.09"})}, Why.COMMUNE_UNKNOWN),
    ],
)
def test_what_is_not_known_refuses_nobody(offer: dict[str, Any], doubt: str) -> None:
    nobody_knows = Wanted(service="ACC-HEB")
    assert doubt in reasons(nobody_knows, **offer)
    assert weigh(nobody_knows, Offer(service="ACC-HEB", **offer)).fits


def test_an_urgent_need_prefers_an_open_door_to_a_near_one() -> None:
    near = Offer(service="ACC-HEB", home="05.311.01.07", opens_at=datetime(2026, 11, 26, 8))  # noqa: DTZ001
    is_open = Offer(service="ACC-HEB", always_open=True)
    urgent = Wanted(service="ACC-HEB", urgent=True, commune="05.311.01.07")
    calm = Wanted(service="ACC-HEB", commune="05.311.01.07")
    assert weigh(urgent, is_open).points > weigh(urgent, near).points
    assert weigh(calm, is_open).points <= weigh(calm, near).points


PUBLICS = st.sampled_from(
    [frozenset[str](), frozenset({"SAB"}), frozenset({"FVV"}), frozenset({"SAB", "PAI"})]
)
AGES = st.none() | st.integers(0, 100)


@given(publics=PUBLICS, sex=st.sampled_from(["", "f", "m"]), age=AGES, youngest=AGES, offered=PUBLICS)
def test_who_fits_knowing_more_fitted_knowing_less(
    publics: frozenset[str], sex: str, age: int | None, youngest: int | None, offered: frozenset[str]
) -> None:
    offer = Offer(service="ACC-HEB", publics=offered, sex="f", youngest=youngest)
    known = weigh(Wanted(service="ACC-HEB", publics=publics, sex=sex, age=age), offer)
    if known.fits:
        assert weigh(Wanted(service="ACC-HEB"), offer).fits


# --- read from the directory -------------------------------------------------------------------


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent")


def shelter_need(karim: Member, at: datetime) -> Need:
    man = factories.person(description="homme, ~60 ans", sex="m", age_about=62, target_groups=["SAB"])
    case = factories.case(by=karim, at=at, persons=[man])
    return factories.need(case, by=karim, at=at, service="ACC-HEB", person=man)


def named(name: str, **gives: Any) -> Service:
    return factories.service(factories.organisation(name_fr=name, email="a@example.org"), **gives)


def names(fits: list[Fit]) -> list[str]:
    return [fit.service.organisation.name_fr for fit in fits]


def test_the_directory_is_ranked_and_says_why(karim: Member, at: datetime) -> None:
    need = shelter_need(karim, at)
    named("Foyer de femmes", sex="f")
    named("Dar pour tous")
    named("Dar des sans-abri", publics=["SAB"])
    named("Soupe", code="ACC-ALIM")
    named("Hôpital", code="MED-CONS")
    fits = queries.fitting(need, need.person, at=at)
    assert names(fits.fitting) == ["Dar des sans-abri", "Dar pour tous"]
    assert names(fits.refused) == ["Foyer de femmes", "Soupe"]
    assert (fits.more_fitting, fits.more_refused) == (0, 0)


def test_a_long_directory_shows_its_best_and_counts_the_rest(karim: Member, at: datetime) -> None:
    need = shelter_need(karim, at)
    best = named("Zawiya", publics=["SAB"])
    for number in range(51):
        named(f"Dar {number:03}")
    for number in range(23):
        named(f"Soupe {number:02}", code="ACC-ALIM")
    fits = queries.fitting(need, need.person, at=at)
    assert names(fits.fitting)[:2] == ["Zawiya", "Dar 000"]
    assert (len(fits.fitting), fits.more_fitting) == (50, 2)
    assert names(fits.refused) == [f"Soupe {number:02}" for number in range(20)]
    assert fits.more_refused == 3
    last = Service.objects.get(organisation__name_fr="Dar 050")
    assert names(queries.fits_of(need, need.person, [last.pk, best.pk], at=at)) == ["Zawiya", "Dar 050"]


def test_whoever_declined_this_need_is_not_proposed_again(karim: Member, at: datetime) -> None:
    need, service = shelter_need(karim, at), named("Dar")
    sent = factories.referral(need, by=karim, to=service, at=at)
    actions.decline(referral=sent, reason="no_place", by=queries.partner_of(sent), at=at)
    (fit,) = queries.fitting(need, need.person, at=at).refused
    assert [reason.code for reason in fit.verdict.against] == [Against.DECLINED]


def test_hours_are_those_of_the_territory(karim: Member, at: datetime) -> None:
    need, local = shelter_need(karim, at), timezone.localtime(at)
    named("Nuit", hours=read_day(f"{local.hour}:00-{local.hour + 1}:00", local.weekday()))
    (fit,) = queries.fitting(need, need.person, at=at).fitting
    assert Why.OPEN_NOW in {reason.code for reason in fit.verdict.reasons}


def test_the_directory_is_read_in_a_fixed_number_of_queries(
    karim: Member, at: datetime, django_assert_num_queries: Any
) -> None:
    need = shelter_need(karim, at)
    for number in range(12):
        named(f"Dar {number}", hours=read_day("8-12", 0), communes=[factories.commune()])
    need = Need.objects.select_related("case").get(pk=need.pk)
    with django_assert_num_queries(9):
        queries.fitting(need, None, at=at)


def test_a_case_that_is_not_seen_is_not_referred(
    karim: Member, member: Callable[..., Member], at: datetime
) -> None:
    need = factories.need(factories.case(by=karim, at=at, restricted=True), by=karim, at=at)
    assert not Need.objects.visible_to(actor_of(member("operator"))).filter(pk=need.pk).exists()
