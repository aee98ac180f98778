"""A committee convened on a sealed file: what each reads, for how long, what comes of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from jaras.bells.models import Bell
from jaras.cases.models import Case
from jaras.committees import actions, queries
from jaras.committees.models import ItemSeat, Session, SessionItem, Undertaking
from jaras.committees.rules import LIVING, LONGEST, SESSION, Answer, SessionState, is_read, tells
from jaras.governance import actions as governance
from jaras.governance.models import Ballot, Committee, Mandate, Member, Vote, actor_of
from jaras.governance.queries import ballots
from jaras.governance.rules.ballots import Choice, Method, Settled
from jaras.kernel import access
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.workflow import IllegalMove
from tests import factories

MakeMember = Callable[..., Member]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


@given(st.lists(st.sampled_from(["open", "close", "cancel"]), max_size=6))
def test_a_session_that_is_over_stays_over(verbs: list[str]) -> None:
    state: str = SESSION.initial
    over = False
    for verb in verbs:
        if not SESSION.allows(state, verb):
            continue
        assert not over
        state = SESSION.find(state, verb).target
        over = state not in LIVING


@given(st.sampled_from(SessionState), st.timedeltas(min_value=-LONGEST, max_value=LONGEST))
def test_nobody_reads_a_session_that_is_over_or_past(state: SessionState, left: timedelta) -> None:
    at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    assert is_read(state=state, ends_at=at + left, at=at) == (state in LIVING and left > timedelta(0))


def test_a_summary_that_names_somebody_is_told() -> None:
    words = "Amina B. et ses enfants ; أمينة; appeler le 06 61 23 45 67."
    found = tells(words, names=["Amina Berrada", "أمينة برادة"], numbers=["0661234567", "0522000000"])
    assert found == ["Amina", "أمينة", "0661234567"]
    assert not tells("Une femme de 30 ans", names=["Amina Berrada"], numbers=["0661234567"])


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def naima(member: MakeMember) -> Member:
    return member("referent", name="Naïma", compartments=["violence"])


@pytest.fixture
def case(naima: Member, now: datetime) -> Case:
    return factories.case(by=naima, at=now, sealed="violence")


@pytest.fixture
def sits(member: MakeMember) -> list[Member]:
    return [member("committee") for _ in range(4)]


@pytest.fixture
def committee(sits: list[Member]) -> Committee:
    """Nine seats, of which four are held."""
    made = factories.committee(*[f"Institution {number}" for number in range(9)], quorum=2)
    for seat, who in zip(made.seats.all(), sits, strict=False):
        factories.mandate(seat, who)
    return made


@pytest.fixture
def item(case: Case, committee: Committee, naima: Member, now: datetime) -> SessionItem:
    """The first three are invited, the fourth is not."""
    return factories.session_item(case, committee, by=naima, at=now, seats=list(committee.seats.all())[:3])


def sees(who: Member | Actor, item: SessionItem) -> bool:
    return access.can_see(actor_of(who) if isinstance(who, Member) else who, item)


def opened(item: SessionItem, by: Member, at: datetime, *, there: int = 3) -> list[ItemSeat]:
    actions.open_session(session=item.session, by=actor_of(by), at=at)
    seats = queries.seats_of(item)[:there]
    for each in seats:
        actions.come(item_seat=each, by=actor_of(by), at=at)
    return seats


def test_those_who_are_asked_read_the_item_never_the_file(
    item: SessionItem, case: Case, sits: list[Member], member: MakeMember
) -> None:
    assert [sees(who, item) for who in sits] == [True, True, True, False]
    assert not any(access.can_see(actor_of(who), case) for who in sits)
    operator, holder = member("operator"), member("operator", compartments=["violence"])
    assert not sees(operator, item)
    assert not Session.objects.visible_to(actor_of(operator)).exists()
    assert sees(holder, item)


def test_another_item_of_the_same_session_does_not_exist_for_them(
    committee: Committee, naima: Member, sits: list[Member], now: datetime
) -> None:
    by = actor_of(naima)
    session = actions.plan_session(committee=committee, starts_at=now + HOUR, by=by, at=now)
    seats = list(committee.seats.all())
    items = [
        actions.add_item(
            session=session,
            case=factories.case(by=naima, at=now, sealed="violence"),
            summary="Ce qu’il faut savoir.",
            question="Qui fait quoi ?",
            seats={seat: ()},
            by=by,
            at=now,
        )
        for seat in seats[:2]
    ]
    for place, who in enumerate(sits[:2]):
        assert list(SessionItem.objects.visible_to(actor_of(who))) == [items[place]]
        assert [each.item for each in queries.mine(actor_of(who))] == [items[place]]
    assert not Session.objects.visible_to(actor_of(sits[2])).exists()


def test_after_the_session_nothing_is_left_but_ones_own_promise(
    item: SessionItem, naima: Member, sits: list[Member], now: datetime
) -> None:
    seats = opened(item, naima, now)
    promise = actions.undertake(
        item_seat=seats[1],
        words="Recevoir la mère demain à 9 h.",
        due_at=now + HOUR,
        role="PIVOT",
        by=actor_of(sits[1]),
        at=now,
    )
    assert promise.bell.who == sits[1]
    actions.close_session(session=item.session, by=actor_of(naima), at=now)
    for who in sits:
        assert not sees(who, item)
        assert not ItemSeat.objects.visible_to(actor_of(who)).exists()
        assert not Undertaking.objects.visible_to(actor_of(who)).exists()
    assert list(Bell.objects.visible_to(actor_of(sits[1]))) == [promise.bell]
    assert not Bell.objects.visible_to(actor_of(sits[0])).exists()
    assert not Bell.objects.shareable().exists()
    assert sees(naima, item)


def test_the_hour_ends_it_even_where_nobody_closed_it(item: SessionItem, sits: list[Member]) -> None:
    item.session.ends_at = timezone.now() - timedelta(seconds=1)
    item.session.save()
    assert not any(sees(who, item) for who in sits)


def test_a_mandate_that_ended_reads_nothing(item: SessionItem, sits: list[Member], now: datetime) -> None:
    mandate = Mandate.objects.get(member=sits[0])
    mandate.until = timezone.localdate() - timedelta(days=1)
    mandate.since = mandate.until
    mandate.save()
    assert not sees(sits[0], item)


def test_whoever_is_not_reached_gives_way_to_the_alternate(
    item: SessionItem, naima: Member, sits: list[Member], member: MakeMember, now: datetime
) -> None:
    asked, alternate = queries.seats_of(item)[0], member("committee")
    stands_in = factories.mandate(asked.seat, alternate, titular=False)
    actions.note_reached(item_seat=asked, mandate=stands_in, reached=True, by=actor_of(naima), at=now)
    assert (sees(sits[0], item), sees(alternate, item)) == (False, True)


def test_the_letter_says_nothing(item: SessionItem, sits: list[Member], work: Callable[[], int]) -> None:
    work()
    work()
    assert sorted(each.to[0] for each in mail.outbox) == sorted(who.email for who in sits[:3])
    for letter in mail.outbox:
        said = f"{letter.subject} {letter.body}"
        assert letter.subject == "Une séance vous attend"
        assert not any(
            word in said for word in ("abri", "enfants", "Commission", str(item.case_id), "violence")
        )


def test_a_sealed_file_goes_before_no_other_committee(
    case: Case, naima: Member, sits: list[Member], now: datetime
) -> None:
    other = factories.committee(compartment="child_protection", kind="child_protection")
    factories.mandate(other.seats.all()[0], sits[0])
    assert [each.committee for each in queries.proposals(case, actor_of(naima))] == []
    with pytest.raises(Refused, match="compartment"):
        factories.session_item(case, other, by=naima, at=now)


def test_whoever_does_not_see_the_file_convenes_nobody(
    case: Case, committee: Committee, member: MakeMember, now: datetime
) -> None:
    with pytest.raises(NotVisible):
        factories.session_item(case, committee, by=member("operator"), at=now)
    with pytest.raises(Forbidden):
        factories.session_item(case, committee, by=member("committee"), at=now)


def test_an_institution_for_which_nobody_sits_cannot_be_asked_alone(
    case: Case, committee: Committee, naima: Member, now: datetime
) -> None:
    with pytest.raises(Refused, match="Nobody sits"):
        factories.session_item(case, committee, by=naima, at=now, seats=[list(committee.seats.all())[8]])
    assert not SessionItem.objects.exists()


def voting(item: SessionItem, naima: Member, now: datetime, **how: object) -> Ballot:
    opened(item, naima, now)
    said = {"question": "L’accueillir ce soir ?", "method": Method.SIMPLE} | how
    return actions.put_to_vote(item=item, by=actor_of(naima), at=now, **said)  # type: ignore[arg-type]


def cast(ballot: Ballot, who: Member, choice: Choice, now: datetime, words: str = "") -> None:
    governance.vote(ballot=ballot, choice=choice, words=words, by=actor_of(who), at=now)


def test_those_who_are_there_vote_once_each(
    item: SessionItem, naima: Member, sits: list[Member], now: datetime
) -> None:
    ballot = voting(item, naima, now)
    cast(ballot, sits[0], Choice.FOR, now)
    with pytest.raises(Refused, match="voted already"):
        cast(ballot, sits[0], Choice.AGAINST, now)
    with pytest.raises(NotVisible):
        cast(ballot, sits[3], Choice.FOR, now)
    with pytest.raises(Forbidden):
        cast(ballot, naima, Choice.FOR, now)
    assert ballots.result_of(ballot) is None
    cast(ballot, sits[1], Choice.AGAINST, now, "La maison est connue de lui.")
    cast(ballot, sits[2], Choice.FOR, now)
    ballot = governance.close_ballot(ballot=ballot, by=actor_of(naima), at=now)
    said = ballots.result_of(ballot)
    assert said is not None
    assert (said.adopted, said.votes_for, said.against, said.turnout, said.voters) == (True, 2, 1, 3, 3)
    assert [each.words for each in ballots.dissent(ballot)] == ["La maison est connue de lui."]


def test_the_quorum_must_be_there(item: SessionItem, naima: Member, now: datetime) -> None:
    opened(item, naima, now, there=1)
    with pytest.raises(Refused, match="quorum"):
        actions.put_to_vote(item=item, question="?", method=Method.SIMPLE, by=actor_of(naima), at=now)


def test_a_secret_vote_leads_back_to_nobody(
    item: SessionItem, naima: Member, sits: list[Member], now: datetime
) -> None:
    ballot = voting(item, naima, now, secret=True)
    laid = set(ballot.votes.values_list("pk", flat=True))
    before = set(ballot.votes.values_list("choice", flat=True))
    assert before == {""}
    sealed: list[set[str]] = []
    for who, choice in zip(sits, (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN), strict=False):
        cast(ballot, who, choice, now)
        sealed.append({each for each in ballot.votes.values_list("choice", flat=True) if each})
    assert laid == set(ballot.votes.values_list("pk", flat=True))
    assert [len(each) for each in sealed] == [1, 2, 3]
    assert sealed[0].isdisjoint(sealed[1]), "what was filled before is sealed anew"
    assert sealed[1].isdisjoint(sealed[2])
    assert len({len(each) for each in sealed[2]}) == 1, "no length tells a choice"
    assert not Vote.objects.exclude(voter=None).exists()
    told = EventRecord.objects.filter(name="Voted")
    assert [each.data for each in told] == [{}] * 3
    with pytest.raises(Refused, match="voted already"):
        cast(ballot, sits[0], Choice.FOR, now)
    ballot = governance.close_ballot(ballot=ballot, by=actor_of(naima), at=now)
    said = ballots.result_of(ballot)
    assert said is not None
    assert (said.votes_for, said.against, said.abstained) == (1, 1, 1)
    assert not ballots.dissent(ballot)


def test_an_objection_is_written_then_answered(
    item: SessionItem, naima: Member, sits: list[Member], now: datetime
) -> None:
    by = actor_of(naima)
    with pytest.raises(Refused, match="not secret"):
        voting(item, naima, now, method=Method.CONSENT, secret=True)
    ballot = actions.put_to_vote(
        item=item, question="L’accueillir ce soir ?", method=Method.CONSENT, by=by, at=now
    )
    with pytest.raises(Refused, match="object"):
        cast(ballot, sits[0], Choice.AGAINST, now)
    cast(ballot, sits[0], Choice.AGAINST, now, "Pas à Khouribga même.")
    cast(ballot, sits[1], Choice.FOR, now)
    with pytest.raises(Refused, match="waits for its answer"):
        governance.close_ballot(ballot=ballot, by=by, at=now)
    objection = ballots.objections(ballot)[0]
    with pytest.raises(Refused, match="Whoever objected"):
        governance.answer_objection(
            objection=objection, settled=Settled.WITHDRAWN, by=actor_of(sits[1]), at=now
        )
    again = governance.answer_objection(
        objection=objection,
        settled=Settled.INTEGRATED,
        amended="L’accueillir ce soir à Oued Zem ?",
        by=by,
        at=now,
    )
    assert again.comes_from == ballot
    for who in sits[:3]:
        cast(again, who, Choice.FOR, now)
    again = governance.close_ballot(ballot=again, by=by, at=now)
    said = ballots.result_of(again)
    assert said is not None
    assert said.adopted
    assert [each.pk for each in queries.ballots_of(item, by)] == [ballot.pk, again.pk]


def test_a_session_closes_after_its_ballots(item: SessionItem, naima: Member, now: datetime) -> None:
    voting(item, naima, now)
    by = actor_of(naima)
    with pytest.raises(Refused, match="ballot is open"):
        actions.close_session(session=item.session, by=by, at=now)
    with pytest.raises(Refused, match="ballot is open"):
        actions.decide(item=item, words="Oui.", by=by, at=now)


def test_a_decision_is_kept_with_the_file(item: SessionItem, naima: Member, now: datetime) -> None:
    by = actor_of(naima)
    with pytest.raises(Refused, match="not open"):
        actions.decide(item=item, words="Accueil ce soir.", by=by, at=now)
    opened(item, naima, now)
    actions.decide(item=item, words="Accueil ce soir.", by=by, at=now)
    actions.close_session(session=item.session, by=by, at=now)
    kept = SessionItem.objects.get(pk=item.pk)
    assert (kept.state, kept.decision) == ("decided", "Accueil ce soir.")
    with pytest.raises(IllegalMove):
        actions.open_session(session=Session.objects.get(pk=item.session_id), by=by, at=now)


def test_only_whoever_is_asked_answers(item: SessionItem, sits: list[Member], now: datetime) -> None:
    mine = queries.seats_of(item)[0]
    with pytest.raises(NotVisible):
        actions.answer(item_seat=mine, answer=Answer.COMING, by=actor_of(sits[1]), at=now)
    actions.answer(item_seat=mine, answer=Answer.CANNOT, by=actor_of(sits[0]), at=now)
    assert ItemSeat.objects.get(pk=mine.pk).answer == Answer.CANNOT
