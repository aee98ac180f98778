"""What a reporter reads on the way, above all when the reporter is the one to fear."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import translation

from jaras.cases import actions as cases
from jaras.intake import actions as intake
from jaras.intake.models import Duty, Report
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.outreach import actions, queries
from jaras.outreach.models import Answer

ELDER = "Un vieil homme a très froid, il dort dehors"
BEATEN = "Mon mari me frappe"
SEARCHED = "Ma femme a disparu depuis hier soir"

MakeActor = Callable[..., Actor]


def received(words: str, number: str, at: datetime, **said: str) -> Report:
    return intake.receive(channel="WEB", external_id=number, words=words, at=at, **said).report  # type: ignore[arg-type]


def helped(report: Report, at: datetime) -> None:
    """A whole night: help called, a team sent, the person found, a case."""
    fresh = Report.objects.get(pk=report.pk)
    intake.call_help(report=fresh, number="15", by=SYSTEM, at=at)
    mission = intake.send_team(report=fresh, team="Équipe 1", by=SYSTEM, at=at)
    intake.arrive(mission=mission, by=SYSTEM, at=at)
    intake.return_team(mission=mission, result="hospital", by=SYSTEM, at=at)
    intake.open_case(report=Report.objects.get(pk=report.pk), by=SYSTEM, at=at)


def read(report: Report, language: str = "en") -> list[str]:
    with translation.override(language):
        return [told.sentence for told in queries.answers_for_reporter(Report.objects.get(pk=report.pk))]


NOTHING = [
    "Your report has reached the Social Vigilance Cell. Thank you.",
    "The cell is following the situation.",
]


def test_the_caller_of_the_night_learns_what_happened(db: None, at: datetime) -> None:
    report = received(ELDER, "1", at)
    helped(report, at)
    assert read(report) == [
        NOTHING[0],
        "Emergency services have been called.",
        "A team is on its way.",
        "The person was met and helped.",
        NOTHING[1],
    ]


def test_a_violent_husband_who_reports_learns_nothing(db: None, at: datetime) -> None:
    report = received(BEATEN, "1", at)
    helped(report, at)
    assert read(report) == NOTHING


def test_a_husband_who_searches_his_wife_does_not_learn_that_she_was_found(db: None, at: datetime) -> None:
    report = received(SEARCHED, "1", at)
    helped(report, at)
    assert "The person was met and helped." not in read(report)


def test_a_neutral_report_joined_to_hers_learns_nothing_more(db: None, at: datetime) -> None:
    hers, his = received(BEATEN, "1", at), received(ELDER, "2", at)
    intake.join(report=his, other=hers, by=SYSTEM, at=at)
    helped(hers, at)
    assert read(his) == NOTHING


def test_her_report_joined_to_his_silences_both(db: None, at: datetime) -> None:
    his, hers = received(ELDER, "1", at), received(BEATEN, "2", at)
    intake.join(report=hers, other=his, by=SYSTEM, at=at)
    helped(his, at)
    assert read(his) == NOTHING


def test_what_was_told_is_silent_once_it_became_dangerous(db: None, at: datetime, actor: MakeActor) -> None:
    report = received(ELDER, "1", at)
    helped(report, at)
    fresh = Report.objects.get(pk=report.pk)
    intake.confirm(
        report=fresh, urgency="24H", kind=fresh.kind, target_groups=["PAI", "FVV"], by=SYSTEM, at=at
    )
    assert read(report) == NOTHING


def test_a_restricted_case_silences_its_reports(db: None, at: datetime) -> None:
    report = received(ELDER, "1", at)
    helped(report, at)
    case = Report.objects.get(pk=report.pk).outcomes.get().case
    assert case is not None
    cases.set_level(case=case, level=Level.RESTRICTED, by=SYSTEM, at=at)
    assert read(report) == NOTHING


def test_the_public_of_the_case_counts_as_the_public_of_the_report(db: None, at: datetime) -> None:
    report = received(ELDER, "1", at)
    helped(report, at)
    case = Report.objects.get(pk=report.pk).outcomes.get().case
    assert case is not None
    case.target_groups = ["MCL"]
    case.save()
    assert read(report) == NOTHING


def test_a_duty_that_does_not_apply_silences_nobody(db: None, at: datetime) -> None:
    report = received(ELDER, "1", at)
    duty = Duty.objects.create(report=report, code="LD4", raised_at=at)
    assert not queries.may_tell(report, "team_sent")
    intake.leave_duty(duty=duty, reason="Erreur", by=SYSTEM, at=at)
    assert queries.may_tell(report, "team_sent")


def test_whoever_joined_sees_the_answers_of_the_report_that_is_followed(db: None, at: datetime) -> None:
    first, second = received(ELDER, "1", at), received(ELDER, "2", at)
    intake.join(report=second, other=first, by=SYSTEM, at=at)
    helped(first, at)
    assert "The person was met and helped." in read(second)


def test_a_step_is_told_once(db: None, at: datetime) -> None:
    report = received(ELDER, "1", at)
    for _each in range(3):
        intake.call_help(report=report, number="15", by=SYSTEM, at=at)
    assert Answer.objects.filter(report=report, code="help_called").count() == 1


def test_the_team_is_warned_before_it_betrays(db: None, at: datetime, actor: MakeActor) -> None:
    report = received(BEATEN, "1", at)
    with pytest.raises(Refused) as refused:
        actions.answer(report=report, code="team_sent", by=actor("operator"), at=at)
    assert refused.value.field == "code"
    actions.answer(report=report, code="followed", by=actor("operator"), at=at)
    actions.answer(report=report, words="Merci.", by=actor("operator"), at=at)
    assert read(report)[1:] == [NOTHING[1], "Merci."]


@pytest.mark.parametrize("said", [{}, {"code": "nonsense"}, {"words": " \x00"}])
def test_an_answer_says_something(db: None, at: datetime, actor: MakeActor, said: dict[str, str]) -> None:
    report = received(ELDER, "1", at)
    with pytest.raises(Refused):
        actions.answer(report=report, by=actor("operator"), at=at, **said)


@pytest.mark.parametrize(
    ("language", "first"), [("fr", "Votre signalement"), ("ar", "توصلت"), ("en", "Your report")]
)
def test_sentences_are_read_in_three_languages(db: None, at: datetime, language: str, first: str) -> None:
    assert read(received(ELDER, "1", at), language)[0].startswith(first)
