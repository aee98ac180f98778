"""What may be said to those who spoke to us."""

from collections.abc import Collection
from enum import StrEnum


class OutreachVerb(StrEnum):
    ANSWER = "outreach.answer"


# The reporter may be the one to fear: they learn that we know, never what we do.
SENSITIVE_GROUPS = frozenset({"FVV", "EVV", "EAB", "VTH", "FSD", "MCL", "ESR"})
SENSITIVE_DUTIES = frozenset({"LD2", "LD4", "LD6"})

_FOR_OUTCOME = {
    "case_linked": "followed",
    "information_given": "informed",
    "referred_out": "referred",
    "grievance_taken": "grievance",
    "idea_taken": "idea",
    "duplicate": "followed",
}


def sensitive(*, target_groups: Collection[str], duties: Collection[str], restricted: bool) -> bool:
    """Whether telling what we do could help somebody find whom we protect."""
    return (
        restricted
        or bool(SENSITIVE_GROUPS.intersection(target_groups))
        or bool(SENSITIVE_DUTIES.intersection(duties))
    )


def answer_to_outcome(kind: str) -> str | None:
    """The sentence for an outcome; none where a report was not founded."""
    return _FOR_OUTCOME.get(kind)
