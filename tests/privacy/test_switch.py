"""Identity numbers, the domains of health: off until the authorisation of the commission is entered."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.care import actions as care
from jaras.care.models import DiagnosisDraft, DomainLevel
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.people import queries as people
from jaras.people.models import Person
from jaras.privacy import actions, queries
from jaras.privacy.lists import kept
from jaras.privacy.models import IdentityNumber
from jaras.privacy.rules import normalised, years_after
from jaras.territory import actions as territory
from jaras.territory.actions import WrongKind
from tests import factories

pytestmark = pytest.mark.django_db
NUMBER = "Qa 123-٤٥٦"


@pytest.fixture
def head(member: Callable[..., Member]) -> Member:
    return member("head")


@pytest.fixture
def person(head: Member, at: datetime) -> Person:
    return factories.person(by=head, at=at, given_name="Hassania", family_name="Bouzekri")


@pytest.fixture
def case(head: Member, person: Person, at: datetime) -> Case:
    return factories.case(by=head, at=at, persons=[person])


def note(person: Person, head: Member, at: datetime, number: str = NUMBER) -> None:
    actions.note_identity_number(person=person, number=number, by=actor_of(head), at=at)


def test_a_real_installation_starts_off_and_refuses_an_invented_authorisation(at: datetime) -> None:
    assert not queries.may_keep_health()
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)
    with pytest.raises(WrongKind):
        actions.authorise(number="D-0", granted_on=at.date(), invented=True, by=SYSTEM, at=at)
    assert not queries.may_keep_health()


def test_no_number_without_an_authorisation(person: Person, head: Member, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        note(person, head, at)
    assert refused.value.field == "number"
    assert not IdentityNumber.objects.exists()


def test_a_number_is_normalised_sealed_found_by_its_whole(
    person: Person, case: Case, head: Member, at: datetime
) -> None:
    factories.authorisation(at=at)
    note(person, head, at)
    assert str(IdentityNumber.objects.get()) == "QA123456"
    column = IdentityNumber.objects.values_list("number", flat=True).get()
    assert "123456" not in column
    for typed in ("QA123456", "qa 123 456", "qa-123456"):
        assert people.found(actor_of(head), typed) == [person]
    assert people.found(actor_of(head), "QA12345") == []
    assert "123456" not in str(list(EventRecord.objects.values_list("data", flat=True)))


def test_each_paper_has_its_number(person: Person, case: Case, head: Member, at: datetime) -> None:
    by = actor_of(head)
    with pytest.raises(Refused):
        actions.note_identity_number(person=person, number="AB1234567", kind="passport", by=by, at=at)
    factories.authorisation(at=at)
    note(person, head, at)
    for kind, number in (("passport", "ab 1234567"), ("idcs", "12 3456 7890"), ("birth", "114/2010")):
        actions.note_identity_number(person=person, number=number, kind=kind, by=by, at=at)
    said = [(row.kind, str(row)) for row in queries.identity_numbers(person, by)]
    assert said == [
        ("cnie", "QA123456"),
        ("passport", "AB1234567"),
        ("idcs", "1234567890"),
        ("birth", "1142010"),
    ]
    for typed in ("AB-1234567", "1234567890", "114/2010"):
        assert people.found(by, typed) == [person], typed
    with pytest.raises(Refused) as refused:
        actions.note_identity_number(person=person, number="AB1234567", kind="library", by=by, at=at)
    assert refused.value.field == "kind"


def test_whoever_does_not_see_the_person_does_not_find_the_number(
    person: Person, head: Member, member: Callable[..., Member], at: datetime
) -> None:
    factories.authorisation(at=at)
    factories.case(by=head, at=at, persons=[person], sealed="violence")
    note(person, head, at)
    outsider = actor_of(member("operator"))
    assert people.found(outsider, "QA123456") == []
    assert queries.identity_number(person, outsider) is None
    second = factories.person(by=head, at=at)
    note(second, head, at)  # nothing tells that the number is known


def test_an_authorisation_taken_back_leaves_what_is_kept_and_takes_nothing_new(
    person: Person, head: Member, at: datetime
) -> None:
    given_then = factories.authorisation(at=at)
    note(person, head, at)
    actions.end_authorisation(authorisation=given_then, by=SYSTEM, at=at)
    assert str(queries.identity_number(person, actor_of(head))) == "QA123456"
    with pytest.raises(Refused):
        note(person, head, at, "QA999999")
    note(person, head, at, "")
    assert queries.identity_number(person, actor_of(head)) is None


def test_only_who_amends_a_person_writes_their_number(
    person: Person, member: Callable[..., Member], at: datetime
) -> None:
    factories.authorisation(at=at)
    with pytest.raises(Forbidden):
        note(person, member("governor"), at)


def test_a_number_is_emptied_with_its_person(person: Person, head: Member, at: datetime) -> None:
    factories.authorisation(at=at)
    note(person, head, at)
    later = years_after(at, kept()["person"].years) + timedelta(days=1)
    actions.forget_due(by=SYSTEM, at=later)
    row = IdentityNumber.objects.get()
    assert (str(row), row.digest) == ("", "")


@pytest.mark.parametrize("wrong", ["رقم", "QA", "QA 12 !", "123456789012345678901", "ABCDEF", "QA<script>1"])
def test_what_is_no_number_is_refused(person: Person, head: Member, at: datetime, wrong: str) -> None:
    factories.authorisation(at=at)
    with pytest.raises(Refused):
        note(person, head, at, wrong)


@given(st.text(max_size=40))
def test_a_normalised_number_stays_as_it_is(typed: str) -> None:
    number = normalised(typed)
    assert number == normalised(number)
    assert number == "" or (number.isascii() and number.isalnum() and number == number.upper())


def diagnose(case: Case, person: Person, head: Member, at: datetime, *domains: str) -> None:
    levels = dict.fromkeys(domains, 2)
    care.diagnose(case=case, person=person, levels=levels, by=actor_of(head), at=at)


@pytest.mark.parametrize("domain", ["health", "mental_health"])
def test_health_is_assessed_under_the_authorisation_alone(
    case: Case, person: Person, head: Member, at: datetime, domain: str
) -> None:
    with pytest.raises(Refused) as refused:
        diagnose(case, person, head, at, "housing", domain)
    assert refused.value.field == "levels"
    assert not DomainLevel.objects.exists()
    diagnose(case, person, head, at, "housing", "food")
    factories.authorisation(at=at)
    diagnose(case, person, head, at, domain)
    assert DomainLevel.objects.filter(domain=domain).exists()


def test_care_is_asked_for_without_an_authorisation(case: Case, head: Member, at: datetime) -> None:
    assert factories.need(case, by=head, at=at, service="MED-CONS").pk


def test_a_draft_forgets_what_is_off(case: Case, head: Member, at: datetime) -> None:
    said = {"level_health": "1", "note_mental_health": "…", "level_food": "2"}
    care.draft_diagnosis(case=case, said=said, by=actor_of(head), at=at)
    assert DiagnosisDraft.objects.get().said == {"level_food": "2"}
    factories.authorisation(at=at)
    care.draft_diagnosis(case=case, said=said, by=actor_of(head), at=at)
    assert DiagnosisDraft.objects.get().said == said
