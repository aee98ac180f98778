"""The states of a session, how long its members read, what a summary must not tell."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from jaras.kernel import folding
from jaras.kernel.workflow import Move, Workflow, register


class CommitteesVerb(StrEnum):
    CONVENE = "committees.convene"
    SIT = "committees.sit"
    FIGURES = "committees.figures"


class Way(StrEnum):
    AT_ONCE = "at_once"
    PLANNED = "planned"


class SessionState(StrEnum):
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


LIVING = (SessionState.CONVENED, SessionState.OPEN)

SESSION = register(
    Workflow(
        subject="committee_session",
        states=SessionState,
        initial=SessionState.CONVENED,
        moves=(
            Move("open", (SessionState.CONVENED,), SessionState.OPEN),
            Move("close", (SessionState.OPEN,), SessionState.CLOSED),
            Move("cancel", LIVING, SessionState.CANCELLED, reason_needed=True),
        ),
    )
)

LONGEST = timedelta(hours=12)  # nobody reads longer than that, whether or not somebody closed the session


class ItemState(StrEnum):
    PENDING = "pending"
    DECIDED = "decided"
    SET_ASIDE = "set_aside"  # the session ended without a decision


class Answer(StrEnum):
    ASKED = "asked"
    COMING = "coming"
    CANNOT = "cannot"
    PRESENT = "present"


def is_read(*, state: str, ends_at: datetime, at: datetime) -> bool:
    """Whether those who are invited read it: convened or open, and its hour not past."""
    return state in LIVING and at < ends_at


SHORTEST_NAME, SHORTEST_NUMBER = 3, 6


def tells(words: str, *, names: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """Of the names and numbers of somebody, those that stand in these words: a summary does without them."""
    said = {word.form for word in folding.words(words)}
    digits = "".join(sign for sign in words if sign.isdigit())
    found: list[str] = []
    for name in names:
        for word in folding.words(name):
            if len(word.form) >= SHORTEST_NAME and word.form in said and word.written not in found:
                found.append(word.written)
    for number in numbers:
        bare = "".join(sign for sign in number if sign.isdigit()).lstrip("0")
        if len(bare) >= SHORTEST_NUMBER and bare in digits and number not in found:
            found.append(number)
    return found
