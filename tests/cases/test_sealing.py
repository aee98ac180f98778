"""A sealed case is its compartment's, its team's; for everybody else it does not exist."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from jaras.cases import actions, queries
from jaras.cases.actions.sealing import share
from jaras.cases.models import Case, TimelineEntry
from jaras.governance.models import Member, actor_of
from jaras.kernel import counters
from jaras.kernel.access import NotVisible
from jaras.kernel.models import EventRecord, Level
from jaras.kernel.refusal import Refused
from jaras.kernel.workflow import IllegalMove
from jaras.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]


@pytest.fixture
def holder(member: MakeMember) -> Member:
    return member("referent", compartments=["violence"])


@pytest.fixture
def case(member: MakeMember, at: datetime) -> Case:
    """Of an operator's night, in the compartment of violence."""
    person = factories.person(given_name="Hasna", family_name="Kerroumi")
    return factories.case(by=member("operator"), at=at, sealed="violence", persons=[person])


def figures() -> dict[str, int]:
    return {key: value for key, value in counters.read("cases").items() if value}


@pytest.mark.parametrize(
    "role", ["operator", "referent", "pole_lead", "head", "field", "partner", "committee"]
)
def test_it_does_not_exist_for_whoever_holds_nothing(case: Case, member: MakeMember, role: str) -> None:
    outsider = actor_of(member(role))
    assert not Case.objects.visible_to(outsider).exists()
    assert not Person.objects.visible_to(outsider).exists()
    assert queries.opened(outsider, case.pk) is None
    assert queries.found(outsider, "Hasna") == []
    assert queries.living_total(outsider) in (0, None)


def test_it_exists_for_its_compartment_alone(case: Case, member: MakeMember, holder: Member) -> None:
    assert queries.opened(actor_of(holder), case.pk) == case
    assert queries.living_total(actor_of(holder)) == 1
    assert queries.found(actor_of(holder), "Hasna") == [case]
    other = actor_of(member("head", compartments=["child_protection", "health"]))
    assert queries.opened(other, case.pk) is None
    assert queries.living_total(other) == 0


def test_its_team_keeps_it(case: Case, member: MakeMember, holder: Member, at: datetime) -> None:
    assert case.referent is not None
    assert queries.opened(actor_of(case.referent), case.pk) == case
    joined = member("referent")
    actions.join_team(case=case, member=joined, by=actor_of(holder), at=at)
    assert queries.opened(actor_of(joined), case.pk) == case
    actions.leave_team(case=case, member=joined, by=actor_of(holder), at=at)
    assert queries.opened(actor_of(joined), case.pk) is None


def test_an_exceptional_access_opens_it(case: Case, member: MakeMember, at: datetime) -> None:
    for level in ("sealed", "restricted"):
        outsider = actor_of(member("pole_lead"))
        assert queries.opened(outsider, case.pk) is None
        opened = replace(outsider, grants={case.pk: 1})
        assert queries.opened(opened, case.pk) == case, level
        assert set(Person.objects.visible_to(opened)) == set(case.persons.all())
        share(Case.objects.get(pk=case.pk), Level.RESTRICTED, "", by=outsider, at=at)


def test_a_member_of_own_reach_sees_it_with_a_grant(case: Case, member: MakeMember) -> None:
    field = actor_of(member("field"))
    assert queries.opened(replace(field, grants={case.pk: 1}), case.pk) == case


def test_whoever_seals_without_the_compartment_loses_sight(member: MakeMember, at: datetime) -> None:
    case, karim = factories.case(by=member("operator"), at=at), actor_of(member("referent"))
    actions.seal(case=case, compartment="violence", by=karim, at=at)
    assert queries.opened(karim, case.pk) is None


def test_sealing_moves_the_figure(case: Case, holder: Member, at: datetime) -> None:
    assert figures() == {"sealed.violence:open": 1}
    actions.move_case(case=case, verb="assess", by=actor_of(holder), at=at)
    assert figures() == {"sealed.violence:assessing": 1}
    actions.unseal(case=case, level=Level.RESTRICTED, reason="Elle est partie", by=actor_of(holder), at=at)
    assert figures() == {"restricted:assessing": 1}


def test_only_a_holder_opens_the_seal_with_a_reason(case: Case, holder: Member, at: datetime) -> None:
    assert case.referent is not None
    with pytest.raises(Refused, match="détient ce compartiment"):
        actions.unseal(case=case, level=Level.ORDINARY, reason="x", by=actor_of(case.referent), at=at)
    with pytest.raises(Refused):
        actions.unseal(case=case, level=Level.ORDINARY, reason="  ", by=actor_of(holder), at=at)
    actions.unseal(case=case, level=Level.ORDINARY, reason="Danger passé", by=actor_of(holder), at=at)
    assert (case.level, case.compartment) == (Level.ORDINARY, "")
    told = TimelineEntry.objects.filter(case=case, kind="confidentiality").first()
    assert told is not None
    assert told.text == "Danger passé"
    event = EventRecord.objects.filter(name="ConfidentialityChanged").last()
    assert event is not None
    assert event.data == {"level": "ordinary", "compartment": ""}


def test_nobody_opens_what_does_not_exist(case: Case, member: MakeMember, at: datetime) -> None:
    with pytest.raises(NotVisible):
        actions.unseal(case=case, level=Level.ORDINARY, reason="x", by=actor_of(member("head")), at=at)


def test_a_seal_has_actions_of_its_own(case: Case, holder: Member, at: datetime) -> None:
    for level in (Level.ORDINARY, Level.RESTRICTED, Level.SEALED):
        with pytest.raises(IllegalMove):
            actions.set_level(case=case, level=level, by=actor_of(holder), at=at)
    with pytest.raises(Refused):
        actions.seal(case=case, compartment="secret", by=actor_of(holder), at=at)


def test_a_case_moves_to_another_compartment_by_a_holder(case: Case, holder: Member, at: datetime) -> None:
    assert case.referent is not None
    with pytest.raises(Refused):
        actions.seal(case=case, compartment="health", by=actor_of(case.referent), at=at)
    actions.seal(case=case, compartment="child_protection", by=actor_of(holder), at=at)
    assert figures() == {"sealed.child_protection:open": 1}
    assert queries.opened(actor_of(holder), case.pk) is None


def test_in_a_sealed_and_an_ordinary_case_at_once(member: MakeMember, holder: Member, at: datetime) -> None:
    operator, person = member("operator"), factories.person(given_name="Hasna")
    ordinary = factories.case(by=operator, at=at, persons=[person])
    sealed = factories.case(by=member("operator"), at=at, persons=[person], sealed="violence")
    assert queries.of_persons(actor_of(operator), [person])[person.pk] == [ordinary]
    assert queries.of_persons(actor_of(holder), [person])[person.pk] == [sealed, ordinary]
