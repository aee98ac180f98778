"""Interventions: counted once, moved along their table, told in their case."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from jaras.care import actions, queries
from jaras.care.models import Intervention
from jaras.care.rules import INTERVENTION, InterventionState
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.rules import Entry
from jaras.governance.models import Member, actor_of
from jaras.intake.models import Report
from jaras.kernel import counters
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from tests import factories

MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


@pytest.fixture
def case(salma: Member, at: datetime) -> Case:
    return factories.case(by=salma, at=at)


WHY: dict[str, Any] = {"leave_undone": {"reason": "NOT_FOUND"}, "cancel": {"words": "Parce que"}}


def figures() -> dict[str, int]:
    return {key: value for key, value in counters.read("interventions").items() if value}


def test_a_help_given_is_counted_in_its_pole_then_told(case: Case, by: Actor, at: datetime) -> None:
    made = actions.record(case=case, code="HOP", note="Fracture", by=by, at=at)
    assert (made.pole, made.state, figures()) == ("MED", "done", {"MED:done": 1})
    assert queries.done_by_pole()["MED"] == 1
    line = TimelineEntry.objects.get(case=case, kind=Entry.INTERVENTION)
    assert (line.text, line.data["code"]) == ("Fracture", "HOP")
    assert EventRecord.objects.get(name="InterventionRecorded").data["case_id"] == case.pk


def test_the_same_source_is_counted_once(case: Case, by: Actor, at: datetime) -> None:
    first = actions.record(case=case, code="REP", source="form:1", by=by, at=at)
    assert actions.record(case=case, code="REP", source="form:1", by=by, at=at) == first
    assert figures() == {"ACC:done": 1}


def test_an_action_that_is_in_no_list_is_refused(case: Case, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        actions.record(case=case, code="NOWHERE", by=by, at=at)
    assert (refusal.value.field, figures()) == ("code", {})


def test_who_may_not_act_or_does_not_see_counts_nothing(case: Case, member: MakeMember, at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.record(case=case, code="REP", by=actor_of(member("partner")), at=at)
    with pytest.raises(NotVisible):
        actions.record(case=case, code="REP", by=actor_of(member("field")), at=at)
    assert figures() == {}


@pytest.mark.parametrize("move", INTERVENTION.moves, ids=lambda move: move.verb)
def test_each_move_leads_where_the_table_says(move: object, case: Case, by: Actor, at: datetime) -> None:
    step = next(each for each in INTERVENTION.moves if each is move)
    for source in step.sources:
        before = figures()
        made = actions.record(case=case, code="REP", state=InterventionState(source), by=by, at=at)
        actions.move(intervention=made, verb=step.verb, by=by, at=at, **WHY.get(step.verb, {}))
        key = f"ACC:{step.target}"
        assert Intervention.objects.get(pk=made.pk).state == step.target
        assert figures().get(key, 0) == before.get(key, 0) + 1
        assert sum(figures().values()) == sum(before.values()) + 1


@pytest.mark.parametrize("verb", [move.verb for move in INTERVENTION.moves if move.reason_needed])
def test_what_is_not_done_says_why(verb: str, case: Case, by: Actor, at: datetime) -> None:
    made = actions.record(case=case, code="REP", state=InterventionState.PLANNED, by=by, at=at)
    with pytest.raises(ReasonMissing):
        actions.move(intervention=made, verb=verb, by=by, at=at)
    assert figures() == {"ACC:planned": 1}


def test_what_is_done_is_done(case: Case, by: Actor, at: datetime) -> None:
    made = actions.record(case=case, code="REP", by=by, at=at)
    with pytest.raises(IllegalMove):
        actions.move(intervention=made, verb="start", by=by, at=at)


def test_a_reason_joins_what_was_noted(case: Case, by: Actor, at: datetime) -> None:
    made = actions.record(case=case, code="REP", note="Chaud", state=InterventionState.PLANNED, by=by, at=at)
    later = at + timedelta(hours=1)
    actions.move(intervention=made, verb="leave_undone", reason="NOT_FOUND", words="Parti", by=by, at=later)
    kept = Intervention.objects.get(pk=made.pk)
    assert (kept.note, kept.reason, kept.at) == ("Chaud\nParti", "NOT_FOUND", later)


def test_an_intervention_is_seen_by_whoever_sees_its_case_or_its_report(
    case: Case, by: Actor, salma: Member, member: MakeMember, at: datetime
) -> None:
    report: Report = factories.report(by=salma, at=at)
    on_case = actions.record(case=case, code="REP", by=by, at=at)
    on_report = actions.record(report=report, code="DOU", by=by, at=at)
    stranger = actor_of(member("field"))
    assert set(Intervention.objects.visible_to(by)) == {on_case, on_report}
    assert list(Intervention.objects.visible_to(stranger)) == []
    assert queries.of_case(case, by) == [on_case]
    assert queries.of_reports([report], by) == [on_report]
    assert queries.of_case(case, stranger) == []
