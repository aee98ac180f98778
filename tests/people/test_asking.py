"""Whether somebody is known elsewhere: asked once, seen by those who may see more, told to nobody else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, Transition
from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.models import Inquiry, InquiryLook, Link, Person
from jaras.people.rules.asking import KEPT, TOLD
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Actor:
    return actor_of(member("operator"))


@pytest.fixture
def holder(member: MakeMember) -> Member:
    return member("referent", compartments=["violence"])


@pytest.fixture
def seen(at: datetime) -> Person:
    person = factories.person(given_name="Zoubida", family_name="Kerroumi", age_about=30, at=at)
    factories.case(by=factories.member(), persons=[person], at=at)
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def hidden(holder: Member, at: datetime) -> Person:
    person = factories.person(arabic_name="زبيدة الكرومي", age_about=31, at=at)
    factories.case(by=holder, persons=[person], sealed="violence", at=at)
    return Person.objects.get(pk=person.pk)


def ask(person: Person, by: Actor, at: datetime) -> Inquiry:
    return actions.ask_elsewhere(person=person, by=by, at=at)


def test_a_press_twice_is_one_question_for_three_days(seen: Person, salma: Actor, at: datetime) -> None:
    first = ask(seen, salma, at)
    assert ask(seen, salma, at + timedelta(hours=1)) == first
    assert queries.asked_by(salma, seen, at=at) == first
    later = at + TOLD
    assert queries.asked_by(salma, seen, at=later) is None
    assert ask(seen, salma, later) != first


def test_it_goes_to_those_who_see_more(
    seen: Person, hidden: Person, salma: Actor, holder: Member, member: MakeMember, at: datetime
) -> None:
    asked = ask(seen, salma, at)
    head, nadia = actor_of(member("head")), actor_of(holder)
    assert [each.person for each in queries.meant(seen, nadia)] == [hidden]
    assert queries.meant(seen, head) == queries.meant(seen, salma) == []
    for actor in (head, nadia):
        assert queries.inquiries(actor).rows == [asked]
    for role in ("operator", "field", "partner", "dpo", "administrator", "governor"):
        assert queries.inquiries(actor_of(member(role))).rows == []
    assert queries.inquiries(salma).rows == []


def test_whoever_asked_cannot_answer_themselves(seen: Person, member: MakeMember, at: datetime) -> None:
    referent = actor_of(member("referent"))
    ask(seen, referent, at)
    assert queries.inquiries(referent).rows == []


def test_one_person_links_both_records_for_who_sees_both(
    seen: Person, hidden: Person, salma: Actor, holder: Member, member: MakeMember, at: datetime
) -> None:
    asked, nadia = ask(seen, salma, at), actor_of(holder)
    link = actions.answer_elsewhere(inquiry=asked, other=hidden, by=nadia, at=at)
    assert (link.state, {link.one_id, link.two_id}) == ("confirmed", {seen.pk, hidden.pk})
    assert link.reasons
    assert queries.links_of(seen, nadia) == [link]
    assert queries.links_of(seen, salma) == queries.links_of(seen, actor_of(member("head"))) == []
    assert InquiryLook.objects.get().link == link
    assert queries.inquiries(nadia).rows == []
    also = actor_of(member("head", compartments=["violence"]))
    assert queries.inquiries(also).rows == [], "whoever sees both has nothing left to look for"
    assert queries.inquiries(actor_of(member("head"))).rows == [asked], "who does not is told nothing"
    assert queries.asked_by(salma, seen, at=at) == asked, "they read the same as before"


def test_nobody_for_one_still_waits_for_the_others(
    seen: Person, hidden: Person, salma: Actor, holder: Member, member: MakeMember, at: datetime
) -> None:
    asked, head = ask(seen, salma, at), actor_of(member("head"))
    actions.find_nobody(inquiry=asked, by=head, at=at)
    with pytest.raises(Refused):
        actions.find_nobody(inquiry=asked, by=head, at=at)
    assert InquiryLook.objects.get().link is None
    assert queries.inquiries(head).rows == []
    assert queries.inquiries(actor_of(holder)).rows == [asked]


def test_an_answer_counts_once(
    seen: Person, hidden: Person, salma: Actor, holder: Member, at: datetime
) -> None:
    asked = ask(seen, salma, at)
    actions.answer_elsewhere(inquiry=asked, other=hidden, by=actor_of(holder), at=at)
    with pytest.raises(Refused):
        actions.answer_elsewhere(inquiry=asked, other=hidden, by=actor_of(holder), at=at)
    with pytest.raises(Refused):
        actions.find_nobody(inquiry=asked, by=actor_of(holder), at=at)


def test_nobody_links_whom_they_do_not_see(
    seen: Person, hidden: Person, salma: Actor, member: MakeMember, at: datetime
) -> None:
    asked = ask(seen, salma, at)
    with pytest.raises(NotVisible):
        actions.answer_elsewhere(inquiry=asked, other=hidden, by=actor_of(member("head")), at=at)
    assert not Link.objects.exists()
    with pytest.raises(Refused):
        actions.answer_elsewhere(inquiry=asked, other=seen, by=actor_of(member("head")), at=at)
    assert not InquiryLook.objects.exists()


@pytest.mark.parametrize("role", ["dpo", "administrator", "governor", "committee"])
def test_who_sees_nobody_asks_nothing(role: str, seen: Person, member: MakeMember, at: datetime) -> None:
    with pytest.raises(Forbidden):
        ask(seen, actor_of(member(role)), at)


def test_a_person_who_is_not_seen_is_asked_about_by_nobody(
    hidden: Person, salma: Actor, at: datetime
) -> None:
    with pytest.raises(NotVisible):
        ask(hidden, salma, at)


def test_an_operator_does_not_answer(seen: Person, salma: Actor, member: MakeMember, at: datetime) -> None:
    asked = ask(seen, salma, at)
    with pytest.raises(Forbidden):
        actions.find_nobody(inquiry=asked, by=actor_of(member("operator")), at=at)


def test_whom_somebody_told_apart_is_not_shown_again(
    seen: Person, hidden: Person, holder: Member, at: datetime
) -> None:
    by = actor_of(holder)
    link = actions.propose_link(one=seen, two=hidden, by=by, at=at)
    actions.refuse_link(link=link, by=by, at=at)
    assert queries.meant(seen, by) == []


def test_after_a_month_nobody_is_asked_any_more(
    seen: Person, salma: Actor, holder: Member, at: datetime
) -> None:
    asked = ask(seen, salma, at)
    assert actions.close_inquiries(by=SYSTEM, at=at + KEPT) == 0
    assert actions.close_inquiries(by=SYSTEM, at=at + KEPT + timedelta(minutes=1)) == 1
    assert actions.close_inquiries(by=SYSTEM, at=at + KEPT + timedelta(minutes=1)) == 0
    asked.refresh_from_db()
    assert asked.state == "closed"
    assert Transition.objects.filter(subject="inquiry", subject_id=asked.pk, verb="close").exists()
    assert queries.inquiries(actor_of(holder)).rows == []
    with pytest.raises(Forbidden):
        actions.close_inquiries(by=salma, at=at)


def test_it_follows_the_record_into_a_merge(
    seen: Person, salma: Actor, member: MakeMember, at: datetime
) -> None:
    other = factories.person(given_name="Zoubida", at=at)
    factories.case(by=factories.member(), persons=[other], at=at)
    other.refresh_from_db()
    seen.refresh_from_db()
    asked = ask(seen, salma, at)
    head = actor_of(member("head"))
    actions.merge(kept=other, absorbed=seen, seen=(other.version, seen.version), by=head, at=at)
    assert [each.person for each in queries.inquiries(head).rows] == [other]
    assert queries.inquiries(head).rows == [asked]


def test_events_tell_ids_alone(seen: Person, salma: Actor, at: datetime) -> None:
    asked = ask(seen, salma, at)
    told = EventRecord.objects.get(name="InquiryAsked")
    assert (told.subject, told.subject_id) == ("inquiry", asked.pk)
    assert "Zoubida" not in str(told.data)
