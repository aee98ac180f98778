"""Help called, a team sent and back, immediate actions: each counted, each told once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from jaras.care.models import Intervention
from jaras.governance.models import Member
from jaras.intake import actions
from jaras.intake.models import Report
from jaras.kernel import counters
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from jaras.outreach.models import Answer

WORDS = "Un homme âgé a froid près de la gare routière."
MakeActor = Callable[..., Actor]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def waiting(db: None, at: datetime) -> Report:
    return actions.receive(channel="WHATSAPP", external_id="w1", words=WORDS, by=SYSTEM, at=at).report


def test_the_second_of_two_operators_cannot_claim(waiting: Report, actor: MakeActor, at: datetime) -> None:
    first, second = actor("operator", name="Salma"), actor("operator")
    actions.claim(report=Report.objects.get(pk=waiting.pk), by=first, at=at)
    with pytest.raises(Refused, match="Salma"):
        actions.claim(report=Report.objects.get(pk=waiting.pk), by=second, at=at)
    assert Report.objects.get(pk=waiting.pk).claimed_by_id == first.member_id


def test_claiming_twice_oneself_is_harmless(waiting: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    actions.claim(report=waiting, by=by, at=at)
    actions.claim(report=waiting, by=by, at=at)
    assert Answer.objects.filter(report=waiting, code="in_hand").count() == 1


def test_only_the_holder_puts_a_report_back(waiting: Report, actor: MakeActor, at: datetime) -> None:
    holder = actor("operator")
    actions.claim(report=waiting, by=holder, at=at)
    with pytest.raises(Refused):
        actions.release(report=waiting, by=actor("operator"), at=at)
    actions.release(report=waiting, by=holder, at=at)
    assert Report.objects.unclaimed().count() == 1


def test_calling_help_stops_the_clock_and_counts(waiting: Report, actor: MakeActor, at: datetime) -> None:
    actions.call_help(report=waiting, number="15", by=actor("operator"), at=at + MINUTE)
    waiting.refresh_from_db()
    assert waiting.first_response_at == at + MINUTE
    assert list(Intervention.objects.values_list("code", "pole", "state")) == [("SEC", "MED", "done")]
    assert counters.read("interventions") == {"MED:done": 1}


def test_a_team_goes_arrives_comes_back(waiting: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    mission = actions.send_team(report=waiting, team="Équipe 1", by=by, at=at)
    actions.arrive(mission=mission, by=by, at=at + MINUTE)
    actions.return_team(mission=mission, result="hospital", by=by, at=at + 2 * MINUTE)
    assert (mission.state, mission.back_at) == ("back", at + 2 * MINUTE)
    assert Intervention.objects.get().code == "HOP"
    with pytest.raises(IllegalMove):
        actions.arrive(mission=mission, by=by, at=at)


def test_a_team_that_finds_nobody_counts_nothing(waiting: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    mission = actions.send_team(report=waiting, team="Équipe 1", by=by, at=at)
    actions.return_team(mission=mission, result="not_found", by=by, at=at)
    assert not Intervention.objects.exists()


def test_a_cancelled_team_says_why(waiting: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    mission = actions.send_team(report=waiting, team="Équipe 1", by=by, at=at)
    with pytest.raises(ReasonMissing):
        actions.cancel_team(mission=mission, reason=" ", by=by, at=at)


def test_the_leader_of_a_team_sees_the_report_another_agent_does_not(
    waiting: Report, member: Callable[..., object], actor: MakeActor, at: datetime
) -> None:
    from jaras.governance.models import Member, actor_of

    leader = member("field")
    assert isinstance(leader, Member)
    mission = actions.send_team(report=waiting, team="", leader=leader, by=actor("operator"), at=at)
    actions.arrive(mission=mission, by=actor_of(leader), at=at)
    with pytest.raises(NotVisible):
        actions.return_team(mission=mission, result="helped", by=actor("field"), at=at)


def test_a_double_tap_counts_once(waiting: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    for _tap in range(2):
        actions.act(report=waiting, code="REP", key="tap-1", by=by, at=at)
    assert Intervention.objects.count() == 1


@pytest.mark.parametrize("role", ["partner", "governor", "administrator", "dpo", "committee"])
def test_roles_that_do_not_respond_are_refused(
    role: str, waiting: Report, actor: MakeActor, at: datetime
) -> None:
    with pytest.raises(Forbidden):
        actions.call_help(report=waiting, number="15", by=actor(role), at=at)


@pytest.mark.parametrize(("code", "field"), [("", "code"), ("XYZ", "code")])
def test_an_unknown_action_is_refused(
    code: str, field: str, waiting: Report, actor: MakeActor, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.act(report=waiting, code=code, key="", by=actor("operator"), at=at)
    assert refusal.value.field == field


def test_calling_back_stops_the_clock(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    report = actions.take(channel="TEL", words=WORDS, by=by, at=at).report
    actions.call_back(report=report, reached=False, note="Sonne sans réponse", by=by, at=at)
    report.refresh_from_db()
    assert (report.first_response_at, report.call_backs.get().reached) == (at, False)


def test_a_report_that_nobody_holds_is_given_to_a_colleague(
    actor: MakeActor, member: Callable[..., Member], at: datetime
) -> None:
    report = actions.take(channel="MARAUDE", words=WORDS, by=actor("field"), at=at).report
    colleague = member("operator")
    actions.hand_to(report=report, member=colleague, by=actor("operator"), at=at)
    report.refresh_from_db()
    assert report.claimed_by_id == colleague.pk
