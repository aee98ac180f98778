"""Persons through the interface: records that may be one, the record that tells of somebody now."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from jaras.cases import actions as cases
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.people import actions
from jaras.people.models import Link, Person
from tests import factories
from tests.api.conftest import Call

AsMember = Callable[[Member], Call]


@pytest.fixture
def link(db: None) -> Link:
    at = timezone.now()
    one, two = (factories.person(given_name="Rahma", at=at) for _record in range(2))
    for person in (one, two):
        factories.case(by=factories.member(), at=at, persons=[person])
    reasons = [("name_same", 6.0), ("commune_other", -0.5)]
    return actions.propose_link(one=one, two=two, probability=0.9, reasons=reasons, by=SYSTEM, at=at)


def test_links_come_as_numbers_and_codes(link: Link, member: Callable[..., Member], call: AsMember) -> None:
    ask = call(member("operator"))
    (told,) = ask("get", "/possible-links")[1]["items"]
    assert (told["one_id"], told["two_id"], told["state"]) == (link.one_id, link.two_id, "proposed")
    assert told["reasons"] == [["name_same", 6.0], ["commune_other", -0.5]]
    assert ask("get", "/possible-links?state=refused")[1]["items"] == []
    assert call(member("field"))("get", "/possible-links")[0] == 403


def test_a_link_with_somebody_sealed_is_told_to_nobody_else(
    link: Link, member: Callable[..., Member], call: AsMember
) -> None:
    cases.seal(case=link.two.cases.get(), compartment="violence", by=SYSTEM, at=timezone.now())
    ask = call(member("operator"))
    assert ask("get", "/possible-links")[1]["items"] == []
    assert ask("get", f"/persons/{link.two_id}/record")[0] == 404


def test_a_merged_record_leads_to_the_one_that_stays(
    link: Link, member: Callable[..., Member], call: AsMember
) -> None:
    ask = call(member("operator"))
    pk = link.two_id
    assert ask("get", f"/persons/{pk}/record") == (200, {"id": pk, "tells": pk, "merged": False})
    one, two = Person.objects.get(pk=link.one_id), Person.objects.get(pk=pk)
    by = actor_of(member("head"))
    actions.merge(kept=one, absorbed=two, seen=(one.version, two.version), by=by, at=timezone.now())
    assert ask("get", f"/persons/{pk}/record") == (200, {"id": pk, "tells": one.pk, "merged": True})
    assert ask("get", "/persons/999999/record")[0] == 404
