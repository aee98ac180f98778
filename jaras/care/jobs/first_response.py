"""Reactions to what intake tells: the first response counts as help given."""

from datetime import datetime

from jaras.care import actions
from jaras.cases.models import Case
from jaras.intake import events as intake
from jaras.intake.lists import mission_results
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM, Actor

ALERT = "SEC"


def on_help_called(event: intake.HelpCalled, *, by: Actor, at: datetime) -> None:
    _record(event.report_id, ALERT, f"help_call:{event.help_call_id}", by=by, at=at)


def on_team_back(event: intake.TeamBack, *, by: Actor, at: datetime) -> None:
    code = mission_results()[event.result]["action"]
    if code:
        _record(event.report_id, code, f"mission:{event.mission_id}", by=by, at=at)


def on_immediate_action(event: intake.ImmediateActionTaken, *, by: Actor, at: datetime) -> None:
    source = f"act:{event.key}" if event.key else ""
    _record(event.report_id, event.code, source, by=by, at=at)


def on_outcome(event: intake.OutcomeGiven, *, by: Actor, at: datetime) -> None:
    if event.case_id is not None:
        case = Case.objects.get(pk=event.case_id)
        actions.bring_into_case(report_id=event.report_id, case=case, by=by, at=at)


def on_outcome_undone(event: intake.OutcomeUndone, *, by: Actor, at: datetime) -> None:
    if event.case_id is not None:
        actions.take_out_of_case(report_id=event.report_id, case_id=event.case_id, by=by, at=at)


def _record(report_id: int, code: str, source: str, *, by: Actor, at: datetime) -> None:
    """The action was permitted where the event was made; here the software counts it, in their name."""
    report = Report.objects.get(pk=report_id)
    counting = Actor(member_id=by.member_id, name=by.name, roles=by.roles, verbs=SYSTEM.verbs)
    actions.record(code=code, report=report, source=source, by=counting, at=at)
