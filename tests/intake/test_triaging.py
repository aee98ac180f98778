"""What becomes of a report: outcomes, doubles, duties, levels, each of which can be undone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.care import queries as care
from jaras.care.models import Intervention
from jaras.cases import actions as cases
from jaras.cases import queries as case_queries
from jaras.cases.models import Case, TimelineEntry
from jaras.intake import actions, queries
from jaras.intake.models import Assessment, Duty, Outcome, Report
from jaras.intake.rules.states import REPORT
from jaras.kernel import counters
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from jaras.outreach.models import Answer

WORDS = "Un homme âgé a froid près de la gare routière."
MakeActor = Callable[..., Actor]
HOUR = timedelta(hours=1)


@pytest.fixture
def report(db: None, at: datetime) -> Report:
    return actions.receive(channel="WHATSAPP", external_id="w1", words=WORDS, by=SYSTEM, at=at).report


@pytest.fixture
def other(db: None, at: datetime) -> Report:
    return actions.receive(channel="TEL", external_id="w2", words=WORDS, by=SYSTEM, at=at).report


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def test_what_a_person_decides_is_kept_beside_what_was_proposed(
    report: Report, actor: MakeActor, at: datetime
) -> None:
    proposed = Assessment.objects.get(report=report).proposed
    actions.confirm(
        report=report,
        urgency="SEMAINE",
        kind="DOLEANCE",
        target_groups=["SAB"],
        by=actor("operator"),
        at=at + HOUR,
    )
    kept = Assessment.objects.get(report=report)
    assert (kept.proposed, kept.decided["urgency"]) == (proposed, "SEMAINE")
    assert fresh(report).respond_by == at + timedelta(days=7)


@pytest.mark.parametrize(
    "wrong", [{"urgency": "X"}, {"kind": "X"}, {"poles": ["X"]}, {"target_groups": ["X"]}, {"duties": ["X"]}]
)
def test_a_code_that_is_in_no_list_is_refused(
    wrong: dict[str, object], report: Report, actor: MakeActor, at: datetime
) -> None:
    decided = {"urgency": "24H", "kind": "SIGNALEMENT"} | wrong
    with pytest.raises(Refused):
        actions.confirm(report=report, by=actor("operator"), at=at, **decided)  # type: ignore[arg-type]


def test_a_case_begins_with_everything_that_was_done(report: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    actions.call_help(report=report, number="15", by=by, at=at + HOUR)
    case = actions.open_case(report=fresh(report), by=by, at=at + 2 * HOUR)
    told = [entry.kind for entry in case_queries.timeline(case).rows]
    assert sorted(told) == ["help", "intervention", "report", "state"]
    assert Intervention.objects.get().case_id == case.pk
    assert fresh(report).state == "triaged"


def test_later_news_reach_the_case(report: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    case = actions.open_case(report=report, by=by, at=at)
    actions.call_help(report=fresh(report), number="15", by=by, at=at + HOUR)
    assert TimelineEntry.objects.filter(case=case, kind="help").count() == 1
    assert TimelineEntry.objects.filter(case=case, kind="intervention").count() == 1


def test_a_report_may_have_several_outcomes(report: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    actions.open_case(report=report, by=by, at=at)
    actions.take_idea(report=fresh(report), note="Atelier", by=by, at=at)
    assert Outcome.objects.filter(report=report).count() == 2


def test_undoing_the_last_outcome_makes_it_wait_again(report: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    case = actions.open_case(report=report, by=by, at=at)
    actions.call_help(report=fresh(report), number="15", by=by, at=at)
    actions.undo(outcome=Outcome.objects.get(), reason="Mauvais dossier", by=by, at=at)
    assert fresh(report).state == "reopened"
    assert not Intervention.objects.filter(case=case).exists()
    with pytest.raises(Refused):
        actions.undo(outcome=Outcome.objects.get(), reason="", by=by, at=at)


def test_a_double_is_joined_told_and_can_be_taken_apart(
    report: Report, other: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    case = actions.open_case(report=other, by=by, at=at)
    outcome = actions.join(report=report, other=fresh(other), by=by, at=at)
    assert (fresh(report).state, fresh(report).joined_to_id) == ("closed", other.pk)
    assert TimelineEntry.objects.filter(case=case, kind="report").count() == 2
    mission = actions.send_team(report=fresh(other), team="Équipe 1", by=by, at=at)
    actions.return_team(mission=mission, result="helped", by=by, at=at)
    assert Answer.objects.filter(report=report, code="team_sent").exists()
    actions.undo(outcome=outcome, reason="Deux personnes", by=by, at=at)
    assert (fresh(report).state, fresh(report).joined_to_id) == ("reopened", None)


def test_a_case_hears_of_the_doubles_that_were_joined_before_it(
    report: Report, other: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    actions.join(report=report, other=other, by=by, at=at)
    case = actions.open_case(report=fresh(other), by=by, at=at)
    told = TimelineEntry.objects.filter(case=case, kind="report")
    assert sorted(entry.data["report"] for entry in told) == [report.pk, other.pk]


def test_whom_the_first_double_that_names_somebody_describes_is_followed_once(
    other: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    for who in ("", "homme, ~70 ans", "un vieil homme"):
        double = actions.take(channel="TEL", words=WORDS, who=who, by=by, at=at).report
        actions.join(report=double, other=fresh(other), by=by, at=at)
    assert not other.persons.exists()
    case = actions.open_case(report=fresh(other), by=by, at=at)
    assert [person.description for person in case.persons.all()] == ["homme, ~70 ans"]


def test_what_a_double_asks_belongs_to_the_case_until_it_is_taken_apart(
    report: Report, other: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    case = actions.open_case(report=other, by=by, at=at)
    actions.confirm(report=report, urgency="24H", kind="SIGNALEMENT", duties=["LD1"], by=by, at=at)
    actions.act(report=fresh(report), code="COU", key="a", by=by, at=at)
    duty, done = Duty.objects.get(report=report), Intervention.objects.get(report=report)

    def of_the_case() -> tuple[list[Report], bool, bool]:
        reports = queries.of_case(case, by)
        return reports, duty in queries.duties(reports), done in care.of_case(case, by)

    assert of_the_case() == ([other], False, False)
    outcome = actions.join(report=fresh(report), other=fresh(other), by=by, at=at)
    assert of_the_case() == ([other, report], True, True)
    assert queries.joined_to(other, by) == [report]
    actions.undo(outcome=outcome, reason="Deux personnes", by=by, at=at)
    assert of_the_case() == ([other], False, False)
    assert queries.joined_to(other, by) == []


def test_later_news_of_a_double_reach_the_case(
    report: Report, other: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    actions.confirm(report=report, urgency="24H", kind="SIGNALEMENT", duties=["LD1"], by=by, at=at)
    case = actions.open_case(report=other, by=by, at=at)
    outcome = actions.join(report=fresh(report), other=fresh(other), by=by, at=at)
    duty = Duty.objects.get(report=report)
    actions.settle_duty(duty=duty, to_whom="15", by=by, at=at)
    assert TimelineEntry.objects.filter(case=case, kind="duty").count() == 1
    actions.undo(outcome=outcome, reason="", by=by, at=at)
    actions.call_help(report=fresh(report), number="15", by=by, at=at)
    assert not TimelineEntry.objects.filter(case=case, kind="help").exists()


def test_a_double_in_a_restricted_case_is_listed_to_its_team_alone(
    report: Report, other: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    hidden = actions.open_case(report=report, by=by, at=at)
    cases.set_level(case=hidden, level=Level.RESTRICTED, by=SYSTEM, at=at)
    actions.join(report=fresh(report), other=fresh(other), by=by, at=at)
    assert queries.joined_to(other, by) == [report]
    assert queries.joined_to(other, actor("operator")) == []


def test_a_chain_of_doubles_ends_at_the_first(
    report: Report, other: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    third = actions.receive(channel="WEB", external_id="w3", words=WORDS, by=SYSTEM, at=at).report
    actions.join(report=other, other=report, by=by, at=at)
    actions.join(report=third, other=fresh(other), by=by, at=at)
    assert fresh(third).joined_to_id == report.pk
    with pytest.raises(Refused):
        actions.join(report=fresh(report), other=fresh(third), by=by, at=at)


def test_unfounded_needs_its_reason(report: Report, actor: MakeActor, at: datetime) -> None:
    with pytest.raises(Refused):
        actions.not_founded(report=report, note=" ", by=actor("operator"), at=at)


def test_a_duty_is_settled_or_left_with_a_reason(report: Report, actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    actions.confirm(
        report=report, urgency="IMMEDIAT", kind="SIGNALEMENT", duties=["LD1", "LD3"], by=by, at=at
    )
    rescue, notice = Duty.objects.get(code="LD1"), Duty.objects.get(code="LD3")
    assert rescue.due_at == at + timedelta(minutes=15)
    actions.settle_duty(duty=rescue, to_whom="15", by=by, at=at)
    with pytest.raises(Refused):
        actions.leave_duty(duty=notice, reason="", by=by, at=at)
    actions.leave_duty(duty=notice, reason="Aucun fait constaté", by=by, at=at)
    assert not Duty.objects.filter(state="due").exists()


def test_a_duty_that_does_not_apply_is_left_by_confirming_without_it(
    report: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    actions.confirm(report=report, urgency="24H", kind="SIGNALEMENT", duties=["LD3"], by=by, at=at)
    actions.confirm(report=fresh(report), urgency="24H", kind="SIGNALEMENT", duties=[], by=by, at=at)
    duty = Duty.objects.get(code="LD3")
    assert (duty.state, bool(duty.reason)) == ("not_done", True)


def test_a_report_with_an_open_duty_or_a_team_out_does_not_close(
    report: Report, actor: MakeActor, at: datetime
) -> None:
    by = actor("operator")
    actions.confirm(report=report, urgency="24H", kind="SIGNALEMENT", duties=["LD3"], by=by, at=at)
    actions.inform(report=fresh(report), note="", by=by, at=at)
    with pytest.raises(Refused):
        actions.close(report=fresh(report), by=by, at=at)
    actions.settle_duty(duty=Duty.objects.get(code="LD3"), to_whom="Parquet", by=by, at=at)
    mission = actions.send_team(report=fresh(report), team="Équipe 1", by=by, at=at)
    with pytest.raises(Refused):
        actions.close(report=fresh(report), by=by, at=at)
    actions.return_team(mission=mission, result="helped", by=by, at=at)
    actions.close(report=fresh(report), by=by, at=at)
    with pytest.raises(ReasonMissing):
        actions.reopen(report=fresh(report), reason="", by=by, at=at)


def test_a_report_follows_the_confidentiality_of_its_case(
    report: Report, actor: MakeActor, at: datetime
) -> None:
    holder, stranger = actor("operator"), actor("operator")
    case = actions.open_case(report=report, by=holder, at=at)
    cases.set_level(case=Case.objects.get(pk=case.pk), level=Level.RESTRICTED, by=holder, at=at)
    assert not Report.objects.visible_to(stranger).exists()
    assert not Case.objects.visible_to(stranger).exists()
    assert Report.objects.visible_to(holder).count() == Case.objects.visible_to(actor("head")).count() == 1
    actions.undo(outcome=Outcome.objects.get(), reason="", by=holder, at=at)
    assert Report.objects.visible_to(stranger).count() == 1


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["inform", "undo", "close", "reopen", "withdraw", "join"]), max_size=8))
def test_counters_tell_the_truth_whatever_the_sequence(at: datetime, steps: list[str]) -> None:
    before = counters.read("reports")
    one = actions.receive(channel="WEB", external_id=f"h{Report.objects.count()}", words=WORDS, at=at).report
    two = actions.receive(channel="WEB", external_id=f"h{Report.objects.count()}", words=WORDS, at=at).report
    for step in steps:
        report = fresh(one)
        try:
            if step == "inform":
                actions.inform(report=report, note="", by=SYSTEM, at=at)
            elif step == "undo" and (given_ := report.outcomes.filter(undone_at=None).last()):
                actions.undo(outcome=given_, reason="", by=SYSTEM, at=at)
            elif step == "close":
                actions.close(report=report, by=SYSTEM, at=at)
            elif step == "reopen":
                actions.reopen(report=report, reason="x", by=SYSTEM, at=at)
            elif step == "withdraw":
                actions.withdraw(report=report, reason="x", by=SYSTEM, at=at)
            elif step == "join":
                actions.join(report=report, other=two, by=SYSTEM, at=at)
        except (Refused, IllegalMove):
            continue
    expected: dict[str, int] = dict(before)
    for row in (fresh(one), fresh(two)):
        key = f"{row.level}:{row.state}:{row.urgency}"
        expected[key] = expected.get(key, 0) + 1
    now = counters.read("reports")
    assert {k: v for k, v in now.items() if v} == {k: v for k, v in expected.items() if v}


def test_every_state_is_reached_by_the_table() -> None:
    reached = {REPORT.initial, *(move.target for move in REPORT.moves)}
    assert reached == {state.value for state in REPORT.states}


def test_one_thing_is_decided_the_rest_stays(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    report = actions.take(channel="TEL", words=WORDS, by=by, at=at).report
    kind = report.kind
    actions.decide(report=report, urgency="SEMAINE", by=by, at=at)
    assessment = Assessment.objects.get(report=report)
    assert (report.urgency, report.kind, assessment.decided) == ("SEMAINE", kind, {"urgency": "SEMAINE"})
    actions.decide(report=report, poles=["MED"], by=by, at=at)
    assessment.refresh_from_db()
    assert assessment.decided == {"urgency": "SEMAINE", "poles": ["MED"]}
    assert assessment.proposed["urgency"] != ""


def test_a_decision_on_a_text_that_changed_is_refused(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    seen = actions.take(channel="TEL", words=WORDS, by=by, at=at).report
    actions.decide(report=Report.objects.get(pk=seen.pk), urgency="24H", by=by, at=at)
    with pytest.raises(Conflict):
        actions.decide(report=seen, urgency="AUCUNE", by=by, at=at)
