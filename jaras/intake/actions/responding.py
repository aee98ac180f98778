"""The first response: help called, a team on the road, what is done at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases.rules import Entry
from jaras.governance.models import Member
from jaras.intake import events as facts
from jaras.intake.actions.timeline import tell
from jaras.intake.lists import immediate_actions, mission_results
from jaras.intake.models import CallBack, HelpCall, Mission, Report
from jaras.intake.rules.states import MISSION, IntakeVerb
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def call_help(
    *, report: Report, number: str, by: Actor, at: datetime, note: str = "", called_at: datetime | None = None
) -> HelpCall:
    """An emergency service was called for this report."""
    access.require(by, IntakeVerb.RESPOND, report)
    number = text.within(number, limit=20, field="number")
    if not number:
        raise Refused(_("Say which number was called."), field="number")
    when = called_at or at
    call = HelpCall.objects.create(
        report=report,
        number=number,
        note=text.within(note, limit=300, field="note"),
        by_id=by.member_id,
        called_at=when,
    )
    _responded(report, when)
    tell(report, Entry.HELP, by=by, at=when, words=call.note, data={"number": number})
    events.publish(facts.HelpCalled(report_id=report.pk, help_call_id=call.pk, number=number), by=by, at=when)
    return call


@transaction.atomic
def call_back(*, report: Report, reached: bool, by: Actor, at: datetime, note: str = "") -> CallBack:
    """The reporter was called back, or could not be reached."""
    access.require(by, IntakeVerb.RESPOND, report)
    made = CallBack.objects.create(
        report=report,
        reached=reached,
        note=text.within(note, limit=1000, field="note"),
        by_id=by.member_id,
        at=at,
    )
    _responded(report, at)
    events.publish(
        facts.ReporterCalledBack(report_id=report.pk, call_back_id=made.pk, reached=reached), by=by, at=at
    )
    return made


@transaction.atomic
def send_team(*, report: Report, team: str, by: Actor, at: datetime, leader: Member | None = None) -> Mission:
    """A team leaves for this report."""
    access.require(by, IntakeVerb.RESPOND, report)
    team = text.within(team, limit=160, field="team") or (leader.name if leader else "")
    if not team:
        raise Refused(_("Say who goes."), field="team")
    mission = Mission.objects.create(
        report=report, team=team, leader=leader, sent_by_id=by.member_id, sent_at=at
    )
    _responded(report, at)
    tell(report, Entry.MISSION, by=by, at=at, data={"state": mission.state, "team": team})
    events.publish(facts.TeamSent(report_id=report.pk, mission_id=mission.pk), by=by, at=at)
    return mission


@transaction.atomic
def arrive(*, mission: Mission, by: Actor, at: datetime) -> Mission:
    """The team is on site."""
    access.require(by, IntakeVerb.RESPOND, mission.report)
    workflow.move(mission, MISSION, "arrive", by=by, at=at)
    mission.on_site_at = at
    mission.save_checked("state", "on_site_at")
    _tell_mission(mission, by=by, at=at)
    events.publish(facts.TeamOnSite(report_id=mission.report_id, mission_id=mission.pk), by=by, at=at)
    return mission


@transaction.atomic
def return_team(*, mission: Mission, result: str, by: Actor, at: datetime, note: str = "") -> Mission:
    """The team is back, with what became of the person."""
    access.require(by, IntakeVerb.RESPOND, mission.report)
    if result not in mission_results():
        raise Refused(_("Say how it ended."), field="result")
    mission.note = text.within(note, limit=4000, field="note")
    workflow.move(mission, MISSION, "return", by=by, at=at)
    mission.result, mission.back_at = result, at
    mission.save_checked("state", "result", "note", "back_at")
    _tell_mission(mission, by=by, at=at)
    events.publish(
        facts.TeamBack(report_id=mission.report_id, mission_id=mission.pk, result=result), by=by, at=at
    )
    return mission


@transaction.atomic
def cancel_team(*, mission: Mission, reason: str, by: Actor, at: datetime) -> Mission:
    """The team turned back before it arrived."""
    access.require(by, IntakeVerb.RESPOND, mission.report)
    mission.note = text.within(reason, limit=4000, field="reason")
    workflow.move(mission, MISSION, "cancel", by=by, at=at, reason=mission.note)
    mission.back_at = at
    mission.save_checked("state", "note", "back_at")
    _tell_mission(mission, by=by, at=at)
    events.publish(facts.TeamCancelled(report_id=mission.report_id, mission_id=mission.pk), by=by, at=at)
    return mission


@transaction.atomic
def act(*, report: Report, code: str, key: str, by: Actor, at: datetime) -> None:
    """An immediate action was taken; `key` makes a double tap count once."""
    access.require(by, IntakeVerb.RESPOND, report)
    if code not in immediate_actions():
        raise Refused(_("This value is not in the list."), field="code")
    _responded(report, at)
    events.publish(facts.ImmediateActionTaken(report_id=report.pk, code=code, key=key), by=by, at=at)


def _tell_mission(mission: Mission, *, by: Actor, at: datetime) -> None:
    tell(
        mission.report,
        Entry.MISSION,
        by=by,
        at=at,
        words=mission.note,
        data={"state": mission.state, "team": mission.team, "result": mission.result},
    )


def _responded(report: Report, at: datetime) -> None:
    """The first response stops the clock; later ones leave it."""
    if report.first_response_at is None:
        Report.objects.filter(pk=report.pk, first_response_at=None).update(first_response_at=at)
        report.first_response_at = at
