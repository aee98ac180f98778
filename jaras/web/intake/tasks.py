"""What waits in intake for a member: duties of the law, reports to take or to triage, teams on the road."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.intake.lists import legal_duties
from jaras.intake.models import Duty, Mission, Report
from jaras.intake.queries import day
from jaras.intake.queries.day import FIRST_WORDS
from jaras.intake.rules.states import MissionState
from jaras.kernel.keys import opened
from jaras.web.intake import wording
from jaras.web.shell.day import Task, Viewer, unwritten
from jaras.web.shell.moments import duration

PERIL = "IMMEDIAT"


def waiting(viewer: Viewer) -> Iterator[Task]:
    """The watch answers for lives nobody took care of yet, and for the clock of the law."""
    actor, watch = viewer.actor, viewer.on_watch
    if watch:
        yield from (_untaken(report, viewer) for report in day.untaken(actor))
    yield from (_duty(duty, viewer) for duty in day.duties_due(actor, viewer.horizon, watch))
    yield from (_claimed(report, viewer) for report in day.claimed(actor))
    yield from (_mission(mission, viewer) for mission in day.missions(actor))


def _untaken(report: Report, viewer: Viewer) -> Task:
    return Task(
        kind="immediate",
        what=_("Take this report"),
        why=unwritten(_nobody, report, viewer),
        href=unwritten(_address, "desk_report", report.pk),
        since=report.received_at,
        peril=True,
        words=_words(report),
    )


def _nobody(report: Report, viewer: Viewer) -> str:
    waited = duration(viewer.at - report.received_at)
    return _("A life may be in danger; nobody has taken it for {duration}.").format(duration=waited)


def _duty(duty: Duty, viewer: Viewer) -> Task:
    return Task(
        kind="duty",
        what=unwritten(wording.word, duty.code, legal_duties()),
        why=unwritten(_law, duty, viewer),
        href=unwritten(_address, "report", duty.report_id, "#duties"),
        since=duty.raised_at,
        due=duty.due_at,
        words=_words(duty),
    )


def _law(duty: Duty, viewer: Viewer) -> str:
    clock, known = _clock(duty, viewer), wording.duty_words(duty.code)
    return f"{clock} {known.basis}" if known else clock


def _clock(duty: Duty, viewer: Viewer) -> str:
    if duty.due_at is None:
        return _("The law asks for it.")
    left = duty.due_at - viewer.at
    if left < timedelta(0):
        return _("It has been due for {duration}.").format(duration=duration(-left))
    return _("The law leaves {duration} more.").format(duration=duration(left))


def _claimed(report: Report, viewer: Viewer) -> Task:
    peril = report.urgency == PERIL
    return Task(
        kind="immediate" if peril else "report",
        what=_("Say what becomes of it"),
        why=unwritten(_unsettled, report, viewer),
        href=unwritten(_address, "report", report.pk),
        since=report.claimed_at or report.received_at,
        due=None if report.first_response_at else report.respond_by,
        peril=peril,
        words=_words(report),
    )


def _unsettled(report: Report, viewer: Viewer) -> str:
    held = duration(viewer.at - (report.claimed_at or report.received_at))
    says = (
        _("A life may be in danger: you took it {duration} ago, it is not settled.")
        if report.urgency == PERIL
        else _("You took it {duration} ago; what becomes of it is not said yet.")
    )
    return says.format(duration=held)


def _mission(mission: Mission, viewer: Viewer) -> Task:
    there = mission.state == MissionState.ON_SITE
    since = mission.on_site_at or mission.sent_at if there else mission.sent_at
    says = (
        _("Your team has been on site for {duration}.")
        if there
        else _("Your team was sent {duration} ago; nobody said that it arrived.")
    )
    return Task(
        kind="mission",
        what=_("Say that the team is back") if there else _("Say that the team is there"),
        why=says.format(duration=duration(viewer.at - since)),
        href=_address("report", mission.report_id),
        since=since,
        words=_words(mission),
    )


def _address(route: str, pk: int, part: str = "") -> str:
    return reverse(route, args=[pk]) + part


def _words(row: Any) -> str:
    """What the reporter said first; annotated by the query."""
    return opened(row.first_words, place="intake_report.words")[:FIRST_WORDS]
