"""What is handed over from one watch to the next, who acknowledges it."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class LineKind(StrEnum):
    """Why something is handed over, the gravest first."""

    UNHELPED = "unhelped"  # a life in danger, no help noted
    UNCLAIMED = "unclaimed"  # a report that nobody has taken
    PROMISE = "promise"  # what the outgoing one said would be done
    HELD = "held"  # a report that the outgoing one took
    HOLD = "hold"  # a place that is given back unless somebody comes
    REFERRAL = "referral"  # a partner who has not answered
    ALERT = "alert"  # something overdue that still rings


class AnswerKind(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    ASKED = "asked"  # it was not understood
    SAID = "said"  # what was asked back is answered


class PromiseState(StrEnum):
    MADE = "made"
    KEPT = "kept"
    DROPPED = "dropped"


PROMISE = register(
    Workflow(
        subject="promise",
        states=PromiseState,
        initial=PromiseState.MADE,
        moves=(
            Move("keep", (PromiseState.MADE,), PromiseState.KEPT),
            Move("drop", (PromiseState.MADE,), PromiseState.DROPPED),
        ),
    )
)


def may_acknowledge(*, holds_watch: bool, gave_it: bool, hidden_from_holder: bool) -> bool:
    """Whoever holds the watch; of what they may not see, whoever else sees it but the one who left it."""
    return holds_watch or (hidden_from_holder and not gave_it)
