"""Needs: found by hand or from a proposal, moved along their table, told in their case."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from jaras.care import actions, queries
from jaras.care.models import Need, ProposedNeed
from jaras.care.rules import NEED, NeedState
from jaras.cases import actions as cases
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.rules import Entry
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, Transition
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from jaras.people.models import Person
from tests import factories

MakeMember = Callable[..., Member]
MOVES: dict[str, Callable[..., Need]] = {
    "take_in_hand": actions.take_in_hand,
    "meet": actions.meet,
    "give_up": actions.give_up,
    "reopen": actions.reopen,
}
SAYS_WHY = {move.verb for move in NEED.moves if move.reason_needed}


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


@pytest.fixture
def person(db: None) -> Person:
    return factories.person(given_name="Driss", age_about=62)


@pytest.fixture
def case(salma: Member, person: Person, at: datetime) -> Case:
    return factories.case(by=salma, at=at, persons=[person])


@pytest.fixture
def proposal(case: Case, salma: Member, at: datetime) -> ProposedNeed:
    return factories.diagnosis(case, by=salma, at=at).proposals.get()


def test_a_need_found_by_hand_is_told(case: Case, person: Person, by: Actor, at: datetime) -> None:
    need = actions.add_need(
        case=case, person=person, service="JUR-CNIE", urgent=True, words="Avant janvier", by=by, at=at
    )
    assert (need.pole, need.state, need.urgent, need.diagnosis) == ("JUR", "open", True, None)
    line = TimelineEntry.objects.get(case=case, kind=Entry.NEED)
    assert (line.text, line.data) == (
        "Avant janvier",
        {"need": need.pk, "service": "JUR-CNIE", "verb": "find"},
    )
    assert EventRecord.objects.get(name="NeedFound").subject_id == need.pk


def test_the_same_key_is_kept_once(case: Case, by: Actor, at: datetime) -> None:
    first = actions.add_need(case=case, service="JUR-CNIE", key="one", by=by, at=at)
    assert actions.add_need(case=case, service="JUR-CNIE", key="one", by=by, at=at) == first
    assert queries.needs_of(case, by) == [first]


def test_a_need_that_waits_is_not_written_twice(case: Case, by: Actor, at: datetime) -> None:
    need = actions.add_need(case=case, service="JUR-CNIE", by=by, at=at)
    with pytest.raises(Refused) as refusal:
        actions.add_need(case=case, service="JUR-CNIE", by=by, at=at)
    assert refusal.value.field == "service"
    actions.meet(need=need, by=by, at=at)
    assert actions.add_need(case=case, service="JUR-CNIE", by=by, at=at) != need


@pytest.mark.parametrize(
    ("said", "field"), [({"service": "X-Y"}, "service"), ({"words": "x" * 501}, "words")]
)
def test_what_cannot_be_right_is_refused(
    said: dict[str, Any], field: str, case: Case, by: Actor, at: datetime
) -> None:
    told: dict[str, Any] = {"case": case, "service": "JUR-CNIE", "by": by, "at": at} | said
    with pytest.raises(Refused) as refusal:
        actions.add_need(**told)
    assert refusal.value.field == field


def test_the_need_of_somebody_else_is_refused(case: Case, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        actions.add_need(case=case, person=factories.person(), service="JUR-CNIE", by=by, at=at)
    assert refusal.value.field == "person"


def test_right_makes_a_need_that_knows_its_diagnosis(
    proposal: ProposedNeed, case: Case, by: Actor, at: datetime
) -> None:
    need = actions.answer_proposal(proposal=proposal, wanted=True, by=by, at=at)
    assert need is not None
    assert (need.diagnosis_id, need.domain, need.service) == (proposal.diagnosis_id, "food", "ACC-ALIM")
    kept = ProposedNeed.objects.get(pk=proposal.pk)
    assert (kept.answer, kept.need, kept.answered_by_id) == ("yes", need, by.member_id)
    assert EventRecord.objects.get(name="NeedProposalAnswered").data["need_id"] == need.pk


def test_not_right_keeps_the_answer_alone(
    proposal: ProposedNeed, case: Case, by: Actor, at: datetime
) -> None:
    assert actions.answer_proposal(proposal=proposal, wanted=False, by=by, at=at) is None
    assert ProposedNeed.objects.get(pk=proposal.pk).answer == "no"
    assert queries.needs_of(case, by) == []


def test_a_proposal_is_answered_once(proposal: ProposedNeed, case: Case, by: Actor, at: datetime) -> None:
    actions.answer_proposal(proposal=proposal, wanted=True, by=by, at=at)
    with pytest.raises(Refused):
        actions.answer_proposal(proposal=proposal, wanted=False, by=by, at=at)
    assert len(queries.needs_of(case, by)) == 1


def test_right_joins_the_need_that_waits_already(
    proposal: ProposedNeed, case: Case, person: Person, by: Actor, at: datetime
) -> None:
    need = actions.add_need(case=case, person=person, service=proposal.service, by=by, at=at)
    assert actions.answer_proposal(proposal=proposal, wanted=True, by=by, at=at) == need


@pytest.mark.parametrize("step", NEED.moves, ids=lambda move: move.verb)
def test_each_move_leads_where_the_table_says(step: Any, case: Case, by: Actor, at: datetime) -> None:
    for source in step.sources:
        need = factories_need(case, source, at)
        reason = {} if step.verb == "take_in_hand" else {"reason": "Parce que"}
        MOVES[step.verb](need=need, by=by, at=at, **reason)
        assert Need.objects.get(pk=need.pk).state == step.target
        assert Transition.objects.filter(subject="need", subject_id=need.pk, verb=step.verb).exists()
        line = TimelineEntry.objects.filter(case=case, kind=Entry.NEED).latest("id")
        assert (line.data["verb"], line.text) == (step.verb, reason.get("reason", ""))


def factories_need(case: Case, state: str, at: datetime) -> Need:
    return Need.objects.create(case=case, service="ACC-ALIM", pole="ACC", state=state, at=at)


@pytest.mark.parametrize("verb", sorted(SAYS_WHY))
def test_what_is_left_or_comes_back_says_why(verb: str, case: Case, by: Actor, at: datetime) -> None:
    need = factories_need(case, NeedState.IN_HAND, at)
    with pytest.raises(ReasonMissing):
        MOVES[verb](need=need, reason=" ", by=by, at=at)


def test_a_need_that_is_met_is_not_met_again(case: Case, by: Actor, at: datetime) -> None:
    with pytest.raises(IllegalMove):
        actions.meet(need=factories_need(case, NeedState.MET, at), by=by, at=at)


def test_the_second_of_two_hands_is_told(case: Case, by: Actor, at: datetime) -> None:
    need = factories_need(case, NeedState.OPEN, at)
    theirs = Need.objects.get(pk=need.pk)
    actions.meet(need=need, by=by, at=at)
    with pytest.raises(Conflict):
        actions.give_up(need=theirs, reason="Parti", by=by, at=at)
    assert Need.objects.get(pk=need.pk).state == NeedState.MET


def test_a_case_that_ended_is_opened_again_first(
    proposal: ProposedNeed, case: Case, by: Actor, at: datetime
) -> None:
    need = factories_need(case, NeedState.IN_HAND, at)
    cases.move_case(case=case, verb="transfer_out", reason="Part à Safi", by=by, at=at)
    need.refresh_from_db()
    proposal = ProposedNeed.objects.get(pk=proposal.pk)
    writes: list[Callable[[], object]] = [
        lambda: actions.add_need(case=case, service="JUR-CNIE", by=by, at=at),
        lambda: actions.answer_proposal(proposal=proposal, wanted=True, by=by, at=at),
        lambda: actions.meet(need=need, by=by, at=at),
    ]
    for write in writes:
        with pytest.raises(Refused):
            write()
    assert actions.reopen(need=need, reason="Sans réponse", by=SYSTEM, at=at).state == NeedState.OPEN


def test_who_may_not_or_does_not_see_moves_nothing(
    case: Case, member: MakeMember, by: Actor, at: datetime
) -> None:
    need = factories_need(case, NeedState.OPEN, at)
    with pytest.raises(Forbidden):
        actions.meet(need=need, by=actor_of(member("committee")), at=at)
    with pytest.raises(NotVisible):
        actions.meet(need=need, by=actor_of(member("field")), at=at)
    assert queries.needs_of(case, actor_of(member("field"))) == []
