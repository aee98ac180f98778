"""On which ground a partner is told: a yes, remembered or heard now, or what does not wait for one."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from jaras.care import actions, queries
from jaras.care.actions import Said
from jaras.care.models import Need, Referral, ReferralLetter
from jaras.care.rules.referrals import CONSENT
from jaras.governance.models import Member, actor_of
from jaras.kernel.refusal import Refused
from jaras.partners.models import Service
from jaras.people.models import Person
from jaras.privacy import actions as privacy
from jaras.privacy.models import Consent
from tests import factories

LATER = timedelta(days=1)


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent")


@pytest.fixture
def dar(db: None) -> Service:
    return factories.service(factories.organisation(email="dar@example.org"))


@pytest.fixture
def driss(at: datetime) -> Person:
    return factories.person(at=at, given_name="Driss", age_about=62)


@pytest.fixture
def need(karim: Member, driss: Person, at: datetime) -> Need:
    case = factories.case(by=karim, at=at, persons=[driss], restricted=True)
    return factories.need(case, by=karim, at=at, service="ACC-HEB", person=driss)


@pytest.fixture
def send(karim: Member, dar: Service, at: datetime) -> Callable[..., Referral]:
    def sent(need: Need, **said: str) -> Referral:
        to = {"need": need, "service": dar, "email": dar.reached_at}
        return actions.refer(said=Said(**said), by=actor_of(karim), at=at + LATER, **to).referral  # type: ignore[arg-type]

    return sent


def says(person: Person, state: str, by: Member, at: datetime, purpose: str = "share") -> Consent:
    return privacy.note_consent(
        person=person, purpose=purpose, state=state, way="spoken", by=actor_of(by), at=at
    )


def refused(send: Callable[..., Referral], need: Need, **said: str) -> str:
    with pytest.raises(Refused) as refusal:
        send(need, **said)
    assert not Referral.objects.exists()
    assert not ReferralLetter.objects.exists()
    return refusal.value.field


def test_nobody_is_told_of_somebody_who_was_not_asked(need: Need, send: Callable[..., Referral]) -> None:
    assert refused(send, need) == "basis"
    assert refused(send, need, basis="") == "basis"
    assert refused(send, need, basis="because") == "basis"
    assert not Consent.objects.exists()


def test_a_yes_heard_now_is_written_with_the_letter(need: Need, send: Callable[..., Referral]) -> None:
    referral = send(need, agreed="spoken")
    line = Consent.objects.get()
    assert (line.person, line.state, line.way, line.at) == (need.person, "given", "spoken", referral.at)
    assert (referral.basis, referral.basis_reason) == (CONSENT, "")


def test_a_yes_remembered_is_not_asked_again(
    need: Need, driss: Person, karim: Member, at: datetime, send: Callable[..., Referral]
) -> None:
    says(driss, "given", karim, at, purpose="photograph")
    assert refused(send, need) == "basis"
    says(driss, "given", karim, at)
    assert send(need).basis == CONSENT
    assert Consent.objects.count() == 2


def test_where_the_letter_does_not_leave_no_yes_is_kept(
    need: Need, karim: Member, dar: Service, at: datetime
) -> None:
    to = {"need": need, "service": dar, "said": Said(agreed="spoken"), "by": actor_of(karim), "at": at}
    with pytest.raises(Refused):
        actions.refer(email="nowhere", **to)  # type: ignore[arg-type]
    assert not Consent.objects.exists()


@pytest.mark.parametrize("states", [("refused",), ("given", "withdrawn")])
def test_a_no_leaves_only_the_other_grounds(
    states: tuple[str, ...],
    need: Need,
    driss: Person,
    karim: Member,
    at: datetime,
    send: Callable[..., Referral],
) -> None:
    for state in states:
        says(driss, state, karim, at)
    assert refused(send, need) == "basis"
    assert refused(send, need, agreed="spoken") == "basis"
    referral = send(need, basis="court_order", reason="Ordonnance 31/9")
    assert (referral.basis, referral.basis_reason) == ("court_order", "Ordonnance 31/9")
    assert Consent.objects.count() == len(states)


@pytest.mark.parametrize("basis", ["vital_interest", "legal_duty", "court_order"])
def test_what_does_not_wait_for_a_yes_says_why(basis: str, need: Need, send: Callable[..., Referral]) -> None:
    assert refused(send, need, basis=basis) == "basis_reason"
    assert refused(send, need, basis=basis, reason="x" * 301) == "basis_reason"
    assert send(need, basis=basis, reason="Il ne répond plus").basis == basis
    assert not Consent.objects.exists()


def test_for_a_child_somebody_else_says_yes(
    karim: Member, at: datetime, send: Callable[..., Referral]
) -> None:
    child = factories.person(at=at, given_name="Imad", age_about=9)
    mother = factories.person(at=at, given_name="Rahma", age_about=30)
    case = factories.case(by=karim, at=at, persons=[child, mother])
    need = factories.need(case, by=karim, at=at, service="ACC-HEB")
    assert refused(send, need, agreed="spoken") == "agreed_by"
    assert refused(send, need, agreed="spoken", said_by="neighbour") == "agreed_by"
    send(need, agreed="spoken", said_by="parent")
    said = {line.person_id: line.said_by for line in Consent.objects.all()}
    assert said == {child.pk: "parent", mother.pk: "person"}


def test_of_several_one_no_is_a_no(karim: Member, at: datetime, send: Callable[..., Referral]) -> None:
    one, two = factories.person(at=at), factories.person(at=at)
    case = factories.case(by=karim, at=at, persons=[one, two])
    says(two, "refused", karim, at)
    need = factories.need(case, by=karim, at=at, service="ACC-HEB")
    assert refused(send, need, agreed="spoken") == "basis"
    assert [line.person for line in queries.agreement(queries.concerned(need)).against] == [two]


def test_where_nobody_is_known_nobody_is_asked(
    karim: Member, at: datetime, send: Callable[..., Referral]
) -> None:
    case = factories.case(by=karim, at=at)
    case.parties.all().delete()
    assert send(factories.need(case, by=karim, at=at, service="ACC-HEB")).basis == ""


def test_why_is_sealed_with_the_words_of_its_case(need: Need, send: Callable[..., Referral]) -> None:
    referral = send(need, basis="vital_interest", reason="Son mari la cherche")
    with connection.cursor() as cursor:
        cursor.execute("SELECT basis_reason FROM care_referral")
        assert "mari" not in cursor.fetchone()[0]
    assert Referral.objects.get(pk=referral.pk).basis_reason == "Son mari la cherche"
