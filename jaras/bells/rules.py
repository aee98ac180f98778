"""The states of a bell, of those asked to help, which role its kind suggests."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class BellsVerb(StrEnum):
    READ = "bells.read"
    RING = "bells.ring"


class BellState(StrEnum):
    RUNG = "rung"  # somebody is asked to carry it, has not answered yet
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DECLINED = "declined"  # whoever was asked will not: somebody else is to be asked
    DONE = "done"
    HANDED_OVER = "handed_over"  # it goes on as a bell of whoever accepted it
    DROPPED = "dropped"  # nobody needs it any more


UNTAKEN = (BellState.RUNG, BellState.DECLINED)
CARRIED = (BellState.ACCEPTED, BellState.IN_PROGRESS, BellState.BLOCKED)
OPEN = (*UNTAKEN, *CARRIED)
ENDED = (BellState.DONE, BellState.HANDED_OVER, BellState.DROPPED)

BELL = register(
    Workflow(
        subject="bell",
        states=BellState,
        initial=BellState.RUNG,
        moves=(
            Move("accept", (BellState.RUNG,), BellState.ACCEPTED),
            Move("decline", (BellState.RUNG,), BellState.DECLINED, reason_needed=True),
            Move("ask", OPEN, BellState.RUNG),  # somebody else; once it is carried, only where they left
            Move("start", (BellState.ACCEPTED, BellState.BLOCKED), BellState.IN_PROGRESS),
            Move("block", (BellState.ACCEPTED, BellState.IN_PROGRESS), BellState.BLOCKED, reason_needed=True),
            Move("finish", CARRIED, BellState.DONE),
            Move("hand_over", CARRIED, BellState.HANDED_OVER),
            Move("drop", OPEN, BellState.DROPPED, reason_needed=True),
            Move("reopen", (BellState.DONE,), BellState.IN_PROGRESS, reason_needed=True),
        ),
    )
)


# What leaves the state as it is, from which states.
CHANGES: dict[str, tuple[BellState, ...]] = {
    "postpone": OPEN,
    "amend": OPEN,
    "ask_help": OPEN,
    "offer": CARRIED,
    "take": CARRIED,
    "refuse_offer": CARRIED,
}
CARRIER = frozenset({"accept", "decline", "start", "block", "finish", "offer"})
RINGER = frozenset({"ask", "drop", "reopen"})
BOTH = frozenset({"postpone", "amend", "ask_help"})
OFFERED = frozenset({"take", "refuse_offer"})
OVERSEER = frozenset({"ask", "drop"})


def may_do(
    *,
    state: str,
    carries: bool,
    rang: bool,
    offered: bool,
    oversees: bool,
    carrier_left: bool,
    ringer_left: bool,
) -> frozenset[str]:
    """What somebody may do with a bell as it stands; `oversees`: sees those of everybody."""
    verbs: frozenset[str] = frozenset()
    verbs |= CARRIER | BOTH if carries else verbs
    verbs |= RINGER | BOTH if rang else verbs
    verbs |= OFFERED if offered else verbs
    verbs |= OVERSEER if oversees and carrier_left and ringer_left else verbs
    if state in CARRIED and not carrier_left:
        verbs -= {"ask"}  # it hangs on somebody: they offer it
    return frozenset(verb for verb in verbs if _open_to(verb, state))


def _open_to(verb: str, state: str) -> bool:
    return state in CHANGES[verb] if verb in CHANGES else BELL.allows(state, verb)


class HelpState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


HELP = register(
    Workflow(
        subject="bell_help",
        states=HelpState,
        initial=HelpState.ASKED,
        moves=(
            Move("accept", (HelpState.ASKED, HelpState.DECLINED), HelpState.ACCEPTED),
            Move("decline", (HelpState.ASKED, HelpState.ACCEPTED), HelpState.DECLINED, reason_needed=True),
        ),
    )
)


class Role(StrEnum):
    """Codes of `governance/policies/management_roles.yaml`."""

    FACILITATOR = "FACILITATEUR"
    CATALYST = "CATALYSEUR"
    ACCELERATOR = "ACCELERATEUR"
    PIVOT = "PIVOT"


@dataclass(frozen=True)
class SuggestedRole:
    role: Role
    reason: str  # a code


def suggested_role(
    *, unblocks: bool, helpers: int, pivot_of_helper: bool, has_case: bool, hours_left: float | None
) -> SuggestedRole:
    """The role that this kind of bell asks for, with why; a person decides.

    `unblocks`: it takes away what blocks another bell. `hours_left`: until it is due.
    """
    if unblocks:
        return SuggestedRole(Role.FACILITATOR, "unblocks")
    if pivot_of_helper:
        return SuggestedRole(Role.PIVOT, "pivot_of_helper")
    if helpers >= 2:
        return SuggestedRole(Role.CATALYST, "brings_together")
    if hours_left is not None and hours_left <= 24:
        return SuggestedRole(Role.ACCELERATOR, "soon")
    if has_case:
        return SuggestedRole(Role.PIVOT, "case")
    return SuggestedRole(Role.CATALYST, "begins")


def kept(*, state: str, ended_at: datetime | None, due_at: datetime, at: datetime) -> bool | None:
    """Whether what was promised came in time; nothing where that is not known yet, or not asked any more."""
    if state in (BellState.DROPPED, BellState.HANDED_OVER, *UNTAKEN):
        return None
    if state == BellState.DONE and ended_at is not None:
        return ended_at <= due_at
    return False if at > due_at else None


class LetterKind(StrEnum):
    """Why somebody is written to about a bell."""

    HELP = "help"  # a partner, a colleague is asked to help
    REMINDER = "reminder"  # a partner has not answered
    OVER = "over"  # a partner's help is not needed any more
    CARRY = "carry"  # a member is asked to carry it
    OFFERED = "offered"  # a member is asked to take it over
    REFUSED = "refused"  # whoever was asked to carry it will not
    HELP_REFUSED = "help_refused"
    BLOCKED = "blocked"  # it waits for what a member can do
    TOMORROW = "tomorrow"  # it is due tomorrow
    HEARD = "heard"  # what was understood of an answer by letter


TO_PARTNERS = (LetterKind.HELP, LetterKind.REMINDER, LetterKind.OVER)
