"""What happens to a report is told in the cases it belongs to."""

from datetime import datetime
from typing import Any

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import Entry
from jaras.intake.models import Report
from jaras.intake.rules.states import MissionState
from jaras.kernel.actor import Actor


def linked_cases(report: Report) -> list[Case]:
    return list(Case.objects.filter(outcomes__report=report, outcomes__undone_at=None).distinct())


def tell(
    report: Report,
    kind: Entry,
    *,
    by: Actor,
    at: datetime,
    words: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """The same line in each case that the report belongs to, by itself or as a double."""
    reports = {report.pk, report.joined_to_id}
    for case in Case.objects.filter(outcomes__report__in=reports, outcomes__undone_at=None).distinct():
        cases.tell(case, kind, by=by, at=at, words=words, data={**(data or {}), "report": report.pk})


def tell_all(report: Report, case: Case, *, by: Actor) -> None:
    """What happened before the case was linked, each line at its own time."""
    cases.tell(
        case,
        Entry.REPORT,
        by=by,
        at=report.received_at,
        words=report.words,
        data={"report": report.pk, "channel": report.channel},
    )
    for call in report.help_calls.all():
        cases.tell(
            case,
            Entry.HELP,
            by=by,
            at=call.called_at,
            words=call.note,
            data={"report": report.pk, "number": call.number},
        )
    for mission in report.missions.all():
        for state, at in (
            (MissionState.SENT, mission.sent_at),
            (MissionState.ON_SITE, mission.on_site_at),
            (mission.state, mission.back_at),
        ):
            if at is not None:
                ended = state == mission.state and mission.back_at is not None
                cases.tell(
                    case,
                    Entry.MISSION,
                    by=by,
                    at=at,
                    words=mission.note if ended else "",
                    data={
                        "report": report.pk,
                        "state": state,
                        "team": mission.team,
                        "result": mission.result if ended else "",
                    },
                )
