"""The life of a case: its states, its stages, who may close it."""

from datetime import date, timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, every, register


class CasesVerb(StrEnum):
    READ = "cases.read"
    READ_RESTRICTED = "cases.read_restricted"
    OPEN = "cases.open"
    WRITE = "cases.write"
    RESTRICT = "cases.restrict"
    EXPORT = "cases.export"


class CaseState(StrEnum):
    OPEN = "open"
    ASSESSING = "assessing"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    MONITORING = "monitoring"
    CLOSURE_REQUESTED = "closure_requested"
    CLOSED = "closed"
    REOPENED = "reopened"
    ON_HOLD = "on_hold"
    TRANSFERRED_OUT = "transferred_out"
    MERGED = "merged"


# The end of a case has its own actions: it says what became of the person, and another approves it.
CLOSING = ("request_closure", "close", "refuse_closure", "reopen")
ENDED = (CaseState.CLOSED, CaseState.TRANSFERRED_OUT, CaseState.MERGED)
LIVING = every(CaseState, but=ENDED)
_WORKING = every(CaseState, but=(*ENDED, CaseState.CLOSURE_REQUESTED, CaseState.ON_HOLD))

CASE = register(
    Workflow(
        subject="case",
        states=CaseState,
        initial=CaseState.OPEN,
        moves=(
            Move("assess", (CaseState.OPEN, CaseState.REOPENED), CaseState.ASSESSING),
            Move("plan", (CaseState.OPEN, CaseState.REOPENED, CaseState.ASSESSING), CaseState.PLANNED),
            Move(
                "start",
                (CaseState.OPEN, CaseState.REOPENED, CaseState.ASSESSING, CaseState.PLANNED),
                CaseState.IN_PROGRESS,
            ),
            Move("monitor", (CaseState.IN_PROGRESS,), CaseState.MONITORING),
            Move("request_closure", _WORKING, CaseState.CLOSURE_REQUESTED, reason_needed=True),
            Move("close", (CaseState.CLOSURE_REQUESTED,), CaseState.CLOSED),
            Move("refuse_closure", (CaseState.CLOSURE_REQUESTED,), CaseState.IN_PROGRESS, reason_needed=True),
            Move("reopen", (CaseState.CLOSED,), CaseState.REOPENED, reason_needed=True),
            Move("hold", _WORKING, CaseState.ON_HOLD, reason_needed=True),
            Move("resume", (CaseState.ON_HOLD,), CaseState.IN_PROGRESS),
            Move("transfer_out", LIVING, CaseState.TRANSFERRED_OUT, reason_needed=True),
            Move("merge", LIVING, CaseState.MERGED, reason_needed=True),
        ),
    )
)


class Stage(StrEnum):
    """The triptych; independent of the state."""

    ACCUEIL = "ACCUEIL"
    INCUBATION = "INCUBATION"
    INCLUSION = "INCLUSION"


class Entry(StrEnum):
    """What a line of the timeline tells."""

    REPORT = "report"
    HELP = "help"
    MISSION = "mission"
    INTERVENTION = "intervention"
    DUTY = "duty"
    PERSON = "person"
    STATE = "state"
    STAGE = "stage"
    NEXT = "next"
    NOTE = "note"
    DOCUMENT = "document"
    TEAM = "team"
    CONFIDENTIALITY = "confidentiality"
    ANSWER = "answer"
    DIAGNOSIS = "diagnosis"
    NEED = "need"
    PROJECT = "project"
    APPOINTMENT = "appointment"
    REFERRAL = "referral"
    PLACE = "place"
    BELL = "bell"


def may_close(*, requested_by: int | None, closing: int | None) -> bool:
    """Nobody approves their own closure."""
    return closing is not None and closing != requested_by


FOLLOWED_AT_MOST = timedelta(days=731)


def may_follow_up(on: date, *, today: date) -> bool:
    """News are taken from today on, within two years."""
    return today <= on <= today + FOLLOWED_AT_MOST
