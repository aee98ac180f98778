"""Whether two records are one person: what may become of that question."""

from collections.abc import Sequence
from enum import StrEnum
from math import isfinite

from jaras.kernel.workflow import Move, Workflow, register


class LinkState(StrEnum):
    PROPOSED = "proposed"
    UNSURE = "unsure"  # somebody looked, could not tell; it is shown again
    CONFIRMED = "confirmed"  # two records, one person
    REFUSED = "refused"  # two persons: never proposed again


OPEN = (LinkState.PROPOSED, LinkState.UNSURE)

LINK = register(
    Workflow(
        subject="link",
        states=LinkState,
        initial=LinkState.PROPOSED,
        moves=(
            Move("confirm", (*OPEN, LinkState.REFUSED), LinkState.CONFIRMED),
            Move("refuse", OPEN, LinkState.REFUSED),
            Move("leave", (LinkState.PROPOSED,), LinkState.UNSURE),
            Move("unlink", (LinkState.CONFIRMED,), LinkState.REFUSED, reason_needed=True),
        ),
    )
)


class Source(StrEnum):
    """Who proposed it."""

    INTAKE = "intake"  # while a report was taken
    NIGHT = "night"  # the run over the whole registry
    MEMBER = "member"


Reason = tuple[str, float]  # a code of `likeness_reasons`, its weight: above 0 it speaks for one person


def value(probability: float, things: int) -> int:
    """What deciding it is worth: how likely it is, times how much the two records have together."""
    return round(1000 * probability * (1 + things))


def kept(reasons: Sequence[Reason], known: Sequence[str]) -> list[tuple[str, float]]:
    """The reasons as they are kept, the heaviest first; a code that no list has is refused."""
    if wrong := {code for code, _weight in reasons} - set(known):
        raise ValueError(f"likeness_reasons.yaml has no {sorted(wrong)}")
    if not all(isfinite(weight) for _code, weight in reasons):
        raise ValueError("A weight is a finite number.")
    return sorted(((code, round(weight, 2)) for code, weight in reasons), key=lambda each: -abs(each[1]))
