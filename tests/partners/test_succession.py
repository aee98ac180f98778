"""A partner that changes keeps its history: another name, another that does its work."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from jaras.kernel.access import Forbidden
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.partners import actions, queries
from jaras.partners.models import FormerName, Occupancy, Organisation, Service, Site
from jaras.partners.queries import Sought, Wanted
from jaras.partners.rules import read_day
from tests import factories

pytestmark = pytest.mark.django_db


def called(french: str, arabic: str = "", **more: object) -> Organisation:
    about = {"name_fr": french, "name_ar": arabic, "kind": "shelter"} | more
    return actions.register(by=SYSTEM, at=timezone.now(), **about)  # type: ignore[arg-type]


def named(words: str) -> list[Organisation]:
    return queries.found(SYSTEM, words, Wanted())


def test_a_name_of_before_still_finds_it(at: datetime) -> None:
    made = called("Dar Al Amal", "دار الأمل")
    since = timezone.localdate(at) - timedelta(days=3)
    actions.rename(
        organisation=made, name_fr="Dar Essalam", name_ar="دار السلام", since=since, by=SYSTEM, at=at
    )
    assert named("essalam") == named("amal") == named("الأمل") == [made]
    before = FormerName.objects.get()
    assert (before.name_fr, before.name_ar, before.until_on) == ("Dar Al Amal", "دار الأمل", since)
    assert queries.known_before([made.pk]) == {made.pk: ["Dar Al Amal"]}
    assert EventRecord.objects.get(name="OrganisationRenamed").subject_id == made.pk


def test_a_name_is_taken_in_order(at: datetime) -> None:
    made = called("Un")
    today = timezone.localdate(at)

    def rename(name: str, since: date) -> None:
        actions.rename(organisation=made, name_fr=name, name_ar="", since=since, by=SYSTEM, at=at)

    for name, since, field in (
        ("", today, "name_fr"),
        ("Un", today, "name_fr"),
        ("Deux", today + timedelta(days=1), "since"),
    ):
        with pytest.raises(Refused) as refusal:
            rename(name, since)
        assert refusal.value.field == field
        made.refresh_from_db()
    rename("Deux", today)
    with pytest.raises(Refused) as refusal:
        rename("Trois", today - timedelta(days=1))
    assert refusal.value.field == "since"
    with pytest.raises(Forbidden):
        actions.rename(organisation=made, name_fr="Trois", name_ar="", since=today, by=NOBODY, at=at)


def test_what_it_gave_is_given_by_its_successor(at: datetime) -> None:
    before, after = called("Ancien foyer"), called("Nouveau foyer")
    commune = factories.commune()
    factories.service(before, hours=read_day("9-12", 0), communes=[commune], languages=["ar"], fee=0)
    factories.service(before, code="ACC-ALIM")
    factories.service(after, code="ACC-ALIM")
    actions.replace(organisation=before, successor=after, by=SYSTEM, at=at)
    assert sorted(each.code for each in after.services.all()) == ["ACC-ALIM", "ACC-HEB"]
    copy = after.services.get(code="ACC-HEB")
    assert (copy.spans, list(copy.communes.all()), copy.fee) == (read_day("9-12", 0), [commune], 0)
    assert {each.organisation_id for each in Service.objects.active()} == {after.pk}
    before.refresh_from_db()
    assert (before.active, before.succeeded_by) == (False, after)
    assert before.services.count() == 2


def test_whoever_has_a_place_keeps_it(at: datetime) -> None:
    site = factories.site()
    taken, free = factories.units("Lit 1", "Lit 2", where=site)
    after = factories.organisation()
    held = actions.hold(unit=taken, until=at + timedelta(hours=2), by=SYSTEM, at=at)
    actions.replace(organisation=site.organisation, successor=after, by=SYSTEM, at=at)
    site = Site.objects.get()
    assert (site.organisation, site.nonce != "") == (after, True)
    assert Occupancy.objects.living().get() == held
    assert {unit.service.organisation for unit in site.units.all()} == {after}
    assert queries.free_units(SYSTEM, ["ACC-HEB"], at=at) == [free]


def test_names_of_before_lead_to_the_successor(at: datetime) -> None:
    first, second, third = called("Alpha"), called("Beta"), called("Gamma")
    actions.replace(organisation=first, successor=second, by=SYSTEM, at=at)
    actions.replace(organisation=second, successor=third, by=SYSTEM, at=at)
    assert named("alpha") == named("beta") == named("gamma") == [third]
    told = queries.consulted(Sought(words="beta"), at=at)[0]
    assert [(each.organisation, each.before) for each in told] == [(third, ["Beta"])]
    actions.restore(organisation=Organisation.objects.get(pk=second.pk), by=SYSTEM, at=at)
    assert named("beta") == [second]


def test_nobody_is_told_of_one_that_stood_in_no_public_directory(at: datetime) -> None:
    before, after = called("Caché", public=False), called("Connu")
    actions.replace(organisation=before, successor=after, by=SYSTEM, at=at)
    assert queries.known_before([after.pk]) == {}
    assert queries.consulted(Sought(words="caché"), at=at)[0] == []


def test_what_follows_must_be_there(at: datetime) -> None:
    before, gone = called("Un"), called("Deux")
    actions.retire(organisation=gone, by=SYSTEM, at=at)
    for successor in (before, gone):
        with pytest.raises(Refused) as refusal:
            actions.replace(organisation=before, successor=successor, by=SYSTEM, at=at)
        assert refusal.value.field == "successor"
    with pytest.raises(Refused):
        actions.replace(organisation=gone, successor=before, by=SYSTEM, at=at)
    with pytest.raises(Forbidden):
        actions.replace(organisation=before, successor=factories.organisation(), by=NOBODY, at=at)


def test_the_cell_goes_over(at: datetime) -> None:
    before, after = called("Cellule", runs_cell=True), called("Cellule nouvelle")
    actions.replace(organisation=before, successor=after, by=SYSTEM, at=at)
    assert queries.cell() == after
