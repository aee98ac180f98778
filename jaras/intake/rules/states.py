"""The states of reports, of teams on the road, of legal duties."""

from datetime import datetime, timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, every, register


class IntakeVerb(StrEnum):
    READ = "intake.read"
    TAKE = "intake.take"
    RESPOND = "intake.respond"
    TRIAGE = "intake.triage"
    DUTIES = "intake.duties"


class ReportState(StrEnum):
    DRAFT = "draft"
    RECEIVED = "received"
    TRIAGED = "triaged"
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


WAITING = (ReportState.RECEIVED, ReportState.REOPENED)
OPEN = (*WAITING, ReportState.TRIAGED)

REPORT = register(
    Workflow(
        subject="report",
        states=ReportState,
        initial=ReportState.DRAFT,
        moves=(
            Move("receive", (ReportState.DRAFT,), ReportState.RECEIVED),
            Move("triage", WAITING, ReportState.TRIAGED),
            Move("undo_triage", (ReportState.TRIAGED, ReportState.CLOSED), ReportState.REOPENED),
            Move("close", (ReportState.TRIAGED,), ReportState.CLOSED),
            Move("reopen", (ReportState.CLOSED,), ReportState.REOPENED, reason_needed=True),
            Move(
                "withdraw",
                every(ReportState, but=(ReportState.WITHDRAWN,)),
                ReportState.WITHDRAWN,
                reason_needed=True,
            ),
        ),
    )
)


class OutcomeKind(StrEnum):
    CASE_LINKED = "case_linked"
    INFORMATION_GIVEN = "information_given"
    REFERRED_OUT = "referred_out"
    GRIEVANCE_TAKEN = "grievance_taken"
    IDEA_TAKEN = "idea_taken"
    DUPLICATE = "duplicate"
    UNFOUNDED = "unfounded"


class MissionState(StrEnum):
    SENT = "sent"
    ON_SITE = "on_site"
    BACK = "back"
    CANCELLED = "cancelled"


MISSION = register(
    Workflow(
        subject="mission",
        states=MissionState,
        initial=MissionState.SENT,
        moves=(
            Move("arrive", (MissionState.SENT,), MissionState.ON_SITE),
            Move("return", (MissionState.SENT, MissionState.ON_SITE), MissionState.BACK),
            Move("cancel", (MissionState.SENT,), MissionState.CANCELLED, reason_needed=True),
        ),
    )
)


class DutyState(StrEnum):
    DUE = "due"
    DONE = "done"
    NOT_DONE = "not_done"


DUTY = register(
    Workflow(
        subject="duty",
        states=DutyState,
        initial=DutyState.DUE,
        moves=(
            Move("do", (DutyState.DUE, DutyState.NOT_DONE), DutyState.DONE),
            Move("leave_undone", (DutyState.DUE,), DutyState.NOT_DONE, reason_needed=True),
        ),
    )
)


URGENCY_ORDER = ("IMMEDIAT", "24H", "SEMAINE", "AUCUNE")
FIRST_RESPONSE = {
    "IMMEDIAT": timedelta(minutes=15),
    "24H": timedelta(hours=24),
    "SEMAINE": timedelta(days=7),
}
UNHEARD = "24H"  # what a recording or a photograph without words is at least, until somebody listened
LISTEN_WITHIN = timedelta(minutes=15)


def urgency_rank(urgency: str) -> int:
    """0 for peril to life, then in order; an unknown word waits between a day and a week."""
    return URGENCY_ORDER.index(urgency) if urgency in URGENCY_ORDER else 2


def graver(one: str, other: str) -> str:
    """Which of two urgencies comes first."""
    return min(one, other, key=urgency_rank)


def respond_by(urgency: str, received_at: datetime) -> datetime | None:
    """When the first response is due; None where nothing presses."""
    within = FIRST_RESPONSE.get(urgency)
    return received_at + within if within else None
