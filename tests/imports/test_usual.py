"""A directory begins with the usual actors of a province, each to be confirmed."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from jaras.governance.models import Member
from jaras.imports import actions, queries
from jaras.imports.models import DirectoryImport
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners.lists import organisation_kinds, poles, services, usual_actors
from jaras.partners.models import Organisation, Service
from jaras.territory import actions as territory
from tests import factories
from tests.imports.conftest import planned


def begun(head: Actor, at: datetime, *codes: str) -> DirectoryImport:
    imported = actions.begin(codes=codes, by=head, at=at)
    return actions.confirm(imported=imported, seen=planned(imported).digest(), by=head, at=at)


def test_every_actor_is_of_our_lists() -> None:
    for item in usual_actors():
        assert item["kind"] in organisation_kinds()
        assert all(code in poles() for code in item["poles"])
        assert all(code in services() for code in item["services"])
    assert {code for item in usual_actors() for code in item["poles"]} == set(poles().codes())


def test_all_of_them_can_be_written(head: Actor, at: datetime) -> None:
    begun(head, at, *usual_actors().codes())
    assert Organisation.objects.count() == len(list(usual_actors()))
    assert not Organisation.objects.exclude(telephone="", email="", commune=None, public=False).exists()
    assert not Service.objects.public().exists()


def test_what_is_there_already_stays_as_it_is(head: Actor, at: datetime) -> None:
    name = usual_actors()["DGSN"].name_fr
    known = factories.organisation(name_fr=name, name_ar="", telephone="19")
    begun(head, at, "DGSN", "PC")
    known.refresh_from_db()
    assert (known.public, known.telephone, known.kind) == (True, "19", "association")
    assert Organisation.objects.count() == 2
    assert {item.code for item, there in queries.usual() if there} == {"DGSN", "PC"}
    with pytest.raises(Refused):
        actions.begin(codes=["nobody"], by=head, at=at)


def test_each_is_to_be_confirmed_until_somebody_does(head: Actor, at: datetime) -> None:
    imported = begun(head, at, "PC", "GR")
    made = list(Organisation.objects.order_by("id"))
    assert queries.to_confirm(made) == {each.pk for each in made}
    partners.confirm(organisation=made[0], by=head, at=at)
    assert queries.to_confirm(made) == {made[1].pk}
    actions.undo(imported=imported, by=head, at=at)
    assert list(Organisation.objects.all()) == [made[0]]


def test_a_new_house_chooses_them_on_a_page(
    member: Callable[..., Member], sign_in: Callable[[Member], Client], at: datetime
) -> None:
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)
    administrator = sign_in(member("administrator"))
    assert "/partners/imports/usual/" in administrator.get("/partners/").content.decode()
    page = administrator.get("/partners/imports/usual/").content.decode()
    assert 'value="PC" checked' in page
    assert 'value="OIM" checked' not in page
    assert administrator.post("/partners/imports/usual/").status_code == 400
    sent = administrator.post("/partners/imports/usual/", {"codes": ["PC", "GR"]})
    address = sent["Location"]
    seen = administrator.get(address).content.decode().split('name="seen" value="')[1].split('"')[0]
    administrator.post(f"{address}confirm/", {"seen": seen})
    assert administrator.get("/partners/").content.decode().count("à confirmer") == 2
    one = Organisation.objects.earliest("id")
    assert "à confirmer" in administrator.get(f"/partners/{one.pk}/").content.decode()
    assert sign_in(member("operator")).get("/partners/imports/usual/").status_code == 403
