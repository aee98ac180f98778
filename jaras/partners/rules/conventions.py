"""How a convention stands on a day: to come, in force, near its end, over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

USUAL_WARNING = 60  # days before its end
LONGEST_WARNING = 730


class Standing(StrEnum):
    """Of a convention; `ends_soon` is in force too."""

    TO_COME = "to_come"
    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    OVER = "over"


@dataclass(frozen=True)
class Term:
    """From which day until which, both included; none: without an end. `warning`: days before the end."""

    begins_on: date
    ends_on: date | None
    warning: int


def standing(term: Term, *, on: date) -> Standing:
    """How it stands on this day."""
    if term.ends_on is not None and term.ends_on < on:
        return Standing.OVER
    if term.begins_on > on:
        return Standing.TO_COME
    if term.ends_on is not None and term.ends_on - timedelta(days=term.warning) <= on:
        return Standing.ENDS_SOON
    return Standing.IN_FORCE


def to_renew(terms: Iterable[tuple[str, Term]], *, on: date) -> Standing | None:
    """The worst that waits for a decision: over, then near its end; none: nothing.

    Each term comes with whom it is concluded: of several with the same, the one that ends last decides.
    """
    last: dict[str, Term] = {}
    for whom, term in terms:
        if whom not in last or (term.ends_on or date.max) > (last[whom].ends_on or date.max):
            last[whom] = term
    found = {standing(term, on=on) for term in last.values()}
    return next((worst for worst in (Standing.OVER, Standing.ENDS_SOON) if worst in found), None)
