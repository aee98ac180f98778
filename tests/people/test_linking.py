"""Two records may be one person: proposed, answered, seen by whoever sees both."""

from collections.abc import Callable
from datetime import datetime

import pytest

from jaras.cases import actions as cases
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, Transition
from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.actions import Likeness
from jaras.people.models import Link, Person
from jaras.people.rules.linking import LinkState, Source
from tests import factories

pytestmark = pytest.mark.django_db
REASONS = [("telephone_same", 7.2), ("name_script", 6.1), ("commune_other", -0.8)]


@pytest.fixture
def by(member: Callable[..., Member]) -> Actor:
    return actor_of(member("operator"))


@pytest.fixture
def mohamed(at: datetime) -> Person:
    person = factories.person(given_name="Mohamed", family_name="Alaoui", at=at)
    factories.case(by=factories.member(), at=at, persons=[person])
    return person


@pytest.fixture
def muhammad(at: datetime) -> Person:
    person = factories.person(arabic_name="محمد العلوي", at=at)
    factories.case(by=factories.member(), at=at, persons=[person])
    return person


def propose(one: Person, two: Person, at: datetime, probability: float = 0.9) -> Link:
    return actions.propose_link(
        one=one, two=two, probability=probability, reasons=REASONS, source=Source.NIGHT, by=SYSTEM, at=at
    )


def test_a_pair_is_asked_once_whoever_comes_first(mohamed: Person, muhammad: Person, at: datetime) -> None:
    assert propose(mohamed, muhammad, at) == propose(muhammad, mohamed, at, 0.95)
    link = Link.objects.get()
    assert (link.one, link.two, link.probability) == (mohamed, muhammad, 0.95)
    assert link.reasons == [["telephone_same", 7.2], ["name_script", 6.1], ["commune_other", -0.8]]
    assert EventRecord.objects.filter(name="LinkProposed").count() == 1


def test_a_record_is_not_like_itself(mohamed: Person, at: datetime) -> None:
    with pytest.raises(Refused):
        propose(mohamed, mohamed, at)


def test_a_reason_that_nobody_knows_is_refused(mohamed: Person, muhammad: Person, at: datetime) -> None:
    with pytest.raises(ValueError, match="Mohamed"):
        actions.propose_link(one=mohamed, two=muhammad, reasons=[("Mohamed", 1.0)], by=SYSTEM, at=at)


def test_whoever_was_told_apart_is_never_proposed_again(
    mohamed: Person, muhammad: Person, by: Actor, at: datetime
) -> None:
    actions.refuse_link(link=propose(mohamed, muhammad, at), by=by, at=at)
    again = propose(mohamed, muhammad, at, 0.99)
    assert (again.state, again.probability) == (LinkState.REFUSED, 0.9)
    assert queries.links(by).rows == queries.links_of(mohamed, by) == []
    assert queries.decided_apart(mohamed, [muhammad.pk]) == {muhammad.pk}


def test_not_sure_stays_open_and_is_shown_later(
    mohamed: Person, muhammad: Person, by: Actor, at: datetime
) -> None:
    link = actions.leave_unsure(link=propose(mohamed, muhammad, at), by=by, at=at)
    assert queries.links(by, state="unsure").rows == [link]
    assert queries.links_of(muhammad, by) == [link]
    assert actions.confirm_link(link=link, by=by, at=at).state == LinkState.CONFIRMED


def test_a_link_is_taken_back_with_its_reason(
    mohamed: Person, muhammad: Person, by: Actor, at: datetime
) -> None:
    link = actions.confirm_link(link=propose(mohamed, muhammad, at), by=by, at=at)
    with pytest.raises(Refused):
        actions.unlink(link=link, reason=" ", by=by, at=at)
    assert (
        actions.unlink(link=link, reason="Ils étaient là ensemble", by=by, at=at).state == LinkState.REFUSED
    )
    assert Transition.objects.get(subject="link", verb="unlink").reason == "Ils étaient là ensemble"


def test_the_second_answer_is_told_that_there_was_one(
    mohamed: Person, muhammad: Person, by: Actor, at: datetime
) -> None:
    link = propose(mohamed, muhammad, at)
    actions.refuse_link(link=link, by=by, at=at)
    with pytest.raises(Refused):
        actions.leave_unsure(link=link, by=by, at=at)


def test_a_link_exists_for_whoever_sees_both(
    mohamed: Person, muhammad: Person, by: Actor, member: Callable[..., Member], at: datetime
) -> None:
    link = propose(mohamed, muhammad, at)
    cases.seal(case=muhammad.cases.get(), compartment="violence", by=SYSTEM, at=at)
    holder = actor_of(member("head", compartments=["violence"]))
    assert queries.links(by).rows == queries.links_of(mohamed, by) == []
    assert queries.link_between(mohamed, muhammad, by) is None
    assert queries.links(holder).rows == [link]
    for act in (actions.confirm_link, actions.refuse_link, actions.leave_unsure):
        with pytest.raises(NotVisible):
            act(link=link, by=by, at=at)
    with pytest.raises(NotVisible):
        actions.propose_link(one=mohamed, two=muhammad, by=by, at=at)
    assert actions.confirm_link(link=link, by=holder, at=at).state == LinkState.CONFIRMED


def test_the_order_is_what_deciding_is_worth(
    mohamed: Person, muhammad: Person, by: Actor, at: datetime
) -> None:
    twin = factories.person(given_name="Hamid", family_name="Alaoui", at=at)
    for _number in range(3):
        factories.case(by=factories.member(), at=at, persons=[twin])
    made = actions.propose_links(
        likenesses=[
            Likeness(mohamed.pk, muhammad.pk, 0.9, REASONS),
            Likeness(twin.pk, mohamed.pk, 0.8, REASONS),
        ],
        source=Source.NIGHT,
        by=SYSTEM,
        at=at,
    )
    assert made == 2
    assert [link.two for link in queries.links(by).rows] == [twin, muhammad]


def test_events_hold_ids_and_codes_alone(mohamed: Person, muhammad: Person, by: Actor, at: datetime) -> None:
    actions.confirm_link(link=propose(mohamed, muhammad, at), by=by, at=at)
    ids = {"one_id": mohamed.pk, "two_id": muhammad.pk}
    told = EventRecord.objects.filter(subject="link").order_by("id").values_list("data", flat=True)
    assert list(told) == [ids | {"how": "night"}, ids | {"state": "confirmed", "verb": "confirm"}]
