"""A need entrusted, the browser of whoever holds the link, that of the cell."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.care import actions, queries
from jaras.care.models import Need, Referral
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.partners.models import Service
from jaras.territory import actions as territory
from tests import factories

SECRETS = ("Alaoui", "العلوي", "0661234567", "Gare routière", "diabète")


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    province = factories.province()
    territory.choose(province_code=province.code, invented=False, by=SYSTEM, at=timezone.now())
    factories.organisation(name_fr="Cellule", runs_cell=True, telephone="05 23 00 00 01")
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def cell(karim: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(karim)


@pytest.fixture
def dar(db: None) -> Service:
    return factories.service(
        factories.organisation(name_fr="Dar Al Karama", name_ar="دار الكرامة", email="dar@example.org")
    )


@pytest.fixture
def make_need(karim: Member) -> Callable[..., Need]:
    """Somebody of whom much is known needs a bed."""

    def made(*, restricted: bool = False) -> Need:
        at = timezone.now()
        person = factories.person(
            given_name="Driss",
            family_name="Alaoui",
            arabic_name="إدريس العلوي",
            description="homme, Gare routière",
            sex="m",
            age_about=62,
            telephone="0661234567",
        )
        case = factories.case(
            by=karim, at=at, persons=[person], restricted=restricted, summary="diabète, à taire"
        )
        return factories.need(
            case, by=karim, at=at, service="ACC-HEB", person=person, words="Un lit pour quelques nuits"
        )

    return made


@pytest.fixture
def entrust(karim: Member, dar: Service, make_need: Callable[..., Need]) -> Callable[..., actions.Sent]:
    def sent(*, restricted: bool = False, **traits: Any) -> actions.Sent:
        said: dict[str, Any] = {"email": dar.reached_at, "shared": ["first_name", "age", "words"]}
        said |= {"said": actions.Said(agreed="spoken")} | traits
        need = make_need(restricted=restricted)
        return actions.refer(need=need, service=dar, by=actor_of(karim), at=timezone.now(), **said)

    return sent


@pytest.fixture
def sent(entrust: Callable[..., actions.Sent]) -> Referral:
    return entrust().referral


def address(referral: Referral) -> str:
    return f"/p/{queries.token_of(Referral.objects.get(pk=referral.pk))}"


def opened(client: Client, here: str) -> Any:
    """The request, read by a hand that presses the button of the link."""
    return client.post(here, {"do": "open"})


def text(answer: Any) -> str:
    return str(answer.content.decode())


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of the page."""
    return page.split(f'name="{name}" value="')[1].split('"')[0]
