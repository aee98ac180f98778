"""Committees: their seats, who sits in them, which a file calls for."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from jaras.governance import actions
from jaras.governance.actions import SeatSaid
from jaras.governance.models import Committee, Mandate, Member, Seat, actor_of
from jaras.governance.queries import committees as queries
from jaras.governance.rules.committees import SeatReason, Term
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 3, 1))
TERMS = st.builds(
    lambda since, days: Term(since, since + timedelta(days=days) if days is not None else None),
    DAYS,
    st.none() | st.integers(0, 40),
)


@given(TERMS, TERMS)
def test_two_terms_meet_where_they_share_a_day(one: Term, other: Term) -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(140)]
    assert one.meets(other) == any(one.holds(day) and other.holds(day) for day in days)
    assert one.meets(other) == other.meets(one)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


@pytest.fixture
def head(actor: Callable[..., Actor]) -> Actor:
    return actor("head")


@pytest.fixture
def committee(head: Actor, at: datetime) -> Committee:
    return actions.found_committee(
        kind="local",
        name_fr="Commission locale",
        compartment="violence",
        quorum=2,
        seats=[
            SeatSaid(institution_fr="Parquet", institution_ar="النيابة العامة", chair=True),
            SeatSaid(institution_fr="Santé", poles=["MED"]),
            SeatSaid(institution_fr="Éducation", poles=["EDU"], publics=["EVV"]),
        ],
        by=head,
        at=at,
    )


def seat(committee: Committee, number: int = 0) -> Seat:
    return list(committee.seats.all())[number]


def test_only_the_head_composes(actor: Callable[..., Actor], committee: Committee, at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.add_seat(committee=committee, said=SeatSaid(institution_fr="X"), by=actor("pole_lead"), at=at)


def test_one_institution_has_the_chair(committee: Committee, head: Actor, at: datetime) -> None:
    said = SeatSaid(institution_fr="Gendarmerie", chair=True)
    with pytest.raises(Refused, match="chair"):
        actions.add_seat(committee=committee, said=said, by=head, at=at)


def test_the_quorum_is_at_most_the_seats(head: Actor, at: datetime) -> None:
    with pytest.raises(Refused, match="quorum"):
        actions.found_committee(kind="local", name_fr="C", quorum=4, by=head, at=at)


def test_two_titulars_never_share_a_day(
    committee: Committee, member: Callable[..., Member], head: Actor, at: datetime
) -> None:
    first, second, stands_in = (member("committee") for _ in range(3))
    since = at.date()
    held = actions.give_mandate(seat=seat(committee), member=first, since=since, by=head, at=at)
    with pytest.raises(Refused, match="sits there"):
        actions.give_mandate(
            seat=seat(committee), member=second, since=since + timedelta(days=30), by=head, at=at
        )
    actions.give_mandate(seat=seat(committee), member=stands_in, titular=False, since=since, by=head, at=at)
    actions.end_mandate(mandate=held, on=since + timedelta(days=9), by=head, at=at)
    actions.give_mandate(
        seat=seat(committee), member=second, since=since + timedelta(days=10), by=head, at=at
    )
    there = queries.composition(committee, on=since + timedelta(days=10))[0]
    assert [each.member for each in there.titulars] == [second]
    assert [each.member for each in there.alternates] == [stands_in]
    assert [each.member for each in there.past] == [first]


def test_a_seat_that_ends_ends_its_mandates(
    committee: Committee, member: Callable[..., Member], head: Actor, at: datetime
) -> None:
    actions.give_mandate(seat=seat(committee), member=member("committee"), since=at.date(), by=head, at=at)
    actions.end_seat(seat=seat(committee), by=head, at=at)
    assert not Mandate.objects.on(at.date() + timedelta(days=1)).exists()
    assert [each.seat.called for each in queries.composition(committee, on=at.date())] == [
        "Santé",
        "Éducation",
    ]


def test_a_member_reads_the_committee_on_which_they_sit(
    committee: Committee, member: Callable[..., Member], head: Actor, at: datetime
) -> None:
    sits, other = member("committee"), member("committee")
    actions.give_mandate(seat=seat(committee), member=sits, since=date(2026, 1, 1), by=head, at=at)
    assert list(Committee.objects.visible_to(actor_of(sits))) == [committee]
    assert not Committee.objects.visible_to(actor_of(other)).exists()
    assert not Mandate.objects.visible_to(actor_of(other)).exists()


def test_a_file_calls_for_few_seats_with_why(committee: Committee) -> None:
    chair, health, school = committee.seats.all()
    found = queries.called_for(committee, poles=["MED"], publics=["EVV"], referred=[])
    assert found == {
        chair.pk: [SeatReason.CHAIR],
        health.pk: [SeatReason.POLE],
        school.pk: [SeatReason.PUBLIC],
    }
    assert set(queries.called_for(committee, poles=[], publics=[], referred=[])) == {chair.pk}


def test_empty_seats_are_counted(
    committee: Committee, member: Callable[..., Member], head: Actor, at: datetime
) -> None:
    actions.give_mandate(seat=seat(committee), member=member("committee"), since=at.date(), by=head, at=at)
    assert queries.empty_seats(head, on=at.date()) == {committee.pk: (3, 2)}
