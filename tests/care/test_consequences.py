"""What follows by itself: a diagnosis begins the assessment, a help meets the need it answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from jaras.care import actions
from jaras.care.models import Need
from jaras.cases import actions as cases
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.rules import CaseState, Entry
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord, Transition
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
    return factories.case(by=salma, at=at, persons=[factories.person(given_name="Driss")])


@pytest.fixture
def need(case: Case, salma: Member, at: datetime) -> Need:
    return factories.need(case, by=salma, at=at)


def state_of(row: Any) -> str:
    return str(type(row).objects.get(pk=row.pk).state)


def help_with(need: Need, by: Actor, at: datetime, **said: Any) -> Any:
    return actions.record(case=need.case, need=need, by=by, at=at, **{"code": "COU", **said})


def test_a_diagnosis_begins_the_assessment_and_says_why(case: Case, salma: Member, at: datetime) -> None:
    factories.diagnosis(case, by=salma, at=at)
    assert case.state == state_of(case) == CaseState.ASSESSING
    line = TimelineEntry.objects.filter(case=case, kind=Entry.STATE).order_by("-id")[0]
    assert line.data == {"verb": "assess", "because": Entry.DIAGNOSIS}
    assert (
        Transition.objects.filter(subject="case", subject_id=case.pk, verb="assess", by_id=salma.pk).count()
        == 1
    )
    cases.move_case(case=case, verb="plan", by=actor_of(salma), at=at)


def test_a_case_that_is_further_stays_where_it_is(case: Case, salma: Member, by: Actor, at: datetime) -> None:
    cases.move_case(case=case, verb="start", by=by, at=at)
    factories.diagnosis(case, by=salma, at=at)
    assert state_of(case) == CaseState.IN_PROGRESS


def test_a_help_that_is_done_meets_the_need_it_answers(need: Need, by: Actor, at: datetime) -> None:
    help_with(need, by, at)
    assert need.state == state_of(need) == "met"
    line = TimelineEntry.objects.filter(case=need.case, kind=Entry.NEED).order_by("-id")[0]
    assert (line.data["verb"], line.data["help"]) == ("meet", "COU")
    assert EventRecord.objects.filter(name="NeedMoved", subject_id=need.pk).count() == 1


def test_a_help_that_is_planned_meets_it_once_it_is_done(need: Need, by: Actor, at: datetime) -> None:
    row = help_with(need, by, at, state="planned")
    assert state_of(need) == "open"
    actions.move(intervention=row, verb="do", by=by, at=at)
    assert row.need.state == state_of(need) == "met"


def test_a_help_that_could_not_be_given_meets_nothing(need: Need, by: Actor, at: datetime) -> None:
    help_with(need, by, at, state="not_done", reason="REFUSED")
    assert state_of(need) == "open"


def test_saying_later_which_need_it_answered_meets_it(need: Need, by: Actor, at: datetime) -> None:
    row = actions.record(case=need.case, code="COU", by=by, at=at)
    actions.amend(intervention=row, need=need, by=by, at=at)
    assert state_of(need) == "met"


def test_what_a_partner_has_in_hand_the_partner_ends(need: Need, salma: Member, at: datetime) -> None:
    factories.referral(by=salma, at=at, of=need)
    help_with(need, actor_of(salma), at)
    assert state_of(need) in ("open", "in_hand")


def test_a_field_agent_who_may_not_assess_meets_it_in_their_name(
    need: Need, member: MakeMember, by: Actor, at: datetime
) -> None:
    agent = member("field")
    cases.join_team(case=need.case, member=agent, by=by, at=at)
    help_with(need, actor_of(agent), at)
    assert state_of(need) == "met"
    assert EventRecord.objects.get(name="NeedMoved", subject_id=need.pk).by_id == agent.pk


def test_a_need_met_once_is_not_met_again(need: Need, by: Actor, at: datetime) -> None:
    for _night in range(2):
        help_with(need, by, at)
    assert EventRecord.objects.filter(name="NeedMoved", subject_id=need.pk).count() == 1


@pytest.mark.parametrize(("code", "nights"), [("HEB", 1), ("ACC-HEB", 2), ("REP", 0), ("ACC-ALIM", 0)])
def test_one_night_one_meal_of_many_leaves_the_need_open(
    need: Need, by: Actor, at: datetime, code: str, nights: int
) -> None:
    help_with(need, by, at, code=code, nights=nights)
    assert state_of(need) == "open"
    assert not EventRecord.objects.filter(name="NeedMoved", subject_id=need.pk).exists()


def test_whoever_says_so_is_heard(need: Need, by: Actor, at: datetime) -> None:
    help_with(need, by, at, meets=False)
    assert state_of(need) == "open"
    help_with(need, by, at, code="REP", meets=True)
    assert state_of(need) == "met"


@pytest.mark.parametrize(("said", "state"), [(None, "open"), (False, "open"), (True, "met")])
def test_a_planned_night_says_once_done_whether_the_need_is_met(
    need: Need, by: Actor, at: datetime, said: bool | None, state: str
) -> None:
    row = help_with(need, by, at, code="HEB", state="planned")
    actions.move(intervention=row, verb="do", nights=1, meets=said, by=by, at=at)
    assert state_of(need) == state


def test_naming_the_need_later_says_it_too(need: Need, by: Actor, at: datetime) -> None:
    row = actions.record(case=need.case, code="HEB", nights=3, by=by, at=at)
    actions.amend(intervention=row, need=need, by=by, at=at)
    assert state_of(need) == "open"
    other = actions.record(case=need.case, code="HEB", nights=3, by=by, at=at)
    actions.amend(intervention=other, need=need, meets=True, by=by, at=at)
    assert state_of(need) == "met"
