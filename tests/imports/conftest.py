"""A cell with its directory, a head who brings files in."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from jaras.governance.models import actor_of
from jaras.imports import actions, queries
from jaras.imports.models import DirectoryImport
from jaras.imports.queries import Plan
from jaras.imports.rules import unpacked
from jaras.kernel.actor import SYSTEM, Actor
from jaras.partners import actions as partners
from jaras.partners.models import Organisation
from jaras.partners.rules import read_day
from jaras.territory import actions as territory
from tests import factories

Received = Callable[..., DirectoryImport]


@pytest.fixture
def head(db: None, at: datetime) -> Actor:
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)
    factories.commune()
    factories.commune("05.311.01.09", name_fr="Oued Zem", name_ar="وادي زم")
    return actor_of(factories.member("head"))


@pytest.fixture
def shelter(head: Actor, at: datetime) -> Organisation:
    """An organisation of which everything is said, in both scripts where it can be."""
    here = factories.commune()
    made = partners.register(
        name_fr="Dar Al Karama", name_ar="دار الكرامة", acronym="DAK", kind="shelter", poles=["ACC", "MED"],
        commune=here, telephone="+212 523 00 00 01", email="direction@example.org", public=True,
        telephone_public=True, email_public=True, by=head, at=at,
    )  # fmt: skip
    partners.add_service(
        organisation=made, code="ACC-HEB", note_fr="Avec un drap", note_ar="مع غطاء", sex="m", youngest=18,
        oldest=59, publics=["SAB"], communes=[here], who_fr="Orienté par la cellule",
        bring_fr="Carte d’identité, un drap", languages=["ar", "shi", "other"], fee=20, fee_fr="par nuit",
        hours=[*read_day("8:30-12, 14-18", 0), *read_day("8:30-12, 14-18", 1), *read_day("9-12", 5)],
        ramadan_hours=read_day("10-15", 0), closed_on_holidays=True, by=head, at=at,
    )  # fmt: skip
    partners.add_service(organisation=made, code="MED-CONS", always_open=True, fee=0, by=head, at=at)
    factories.site(
        made, name_fr="Foyer", name_ar="دار", commune=here, address_fr="12, rue des Oliviers",
        telephone="05 23 00 00 02",
    )  # fmt: skip
    factories.contact(made, function_ar="المداومة", public=True)
    factories.convention(made)
    return made


@pytest.fixture
def receive(head: Actor, at: datetime) -> Received:
    """`receive(bytes)`: the import with its preview still to come."""
    return lambda content, name="annuaire.xlsx": actions.receive(content=content, name=name, by=head, at=at)


@pytest.fixture
def bring(receive: Received, head: Actor, at: datetime) -> Received:
    """`bring(bytes)`: the same, confirmed."""

    def confirmed(content: bytes, name: str = "annuaire.xlsx") -> DirectoryImport:
        imported = receive(content, name)
        return actions.confirm(imported=imported, seen=planned(imported).digest(), by=head, at=at)

    return confirmed


def planned(imported: DirectoryImport) -> Plan:
    return queries.plan(unpacked(imported.found))


def day(said: str) -> date:
    return date.fromisoformat(said)
