"""What may be said to those who spoke to us."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from jaras.intake.rules.sensitive import SENSITIVE_DUTIES, SENSITIVE_GROUPS


class OutreachVerb(StrEnum):
    ANSWER = "outreach.answer"


_FOR_OUTCOME = {
    "case_linked": "followed",
    "information_given": "informed",
    "referred_out": "referred",
    "grievance_taken": "grievance",
    "idea_taken": "idea",
    "duplicate": "followed",
}


class Sentence(Protocol):
    """An item of the reviewed answers."""

    @property
    def more(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """What is known of an event when an answer is about to be read."""

    target_groups: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()
    restricted: bool = False

    @property
    def sensitive(self) -> bool:
        """Whether telling what we do could help somebody find whom we protect."""
        return (
            self.restricted
            or not SENSITIVE_GROUPS.isdisjoint(self.target_groups)
            or not SENSITIVE_DUTIES.isdisjoint(self.duties)
        )


def tellable(sentence: Sentence, known: Knowledge) -> bool:
    """A sentence that betrays nothing always; others never in a sensitive event.

    One that says what became of a person waits until it is known who that person is not.
    """
    if sentence.more["sensitive"]:
        return True
    if sentence.more.get("of_the_person") and not known.target_groups:
        return False
    return not known.sensitive


def answer_to_outcome(kind: str) -> str | None:
    """The sentence for an outcome; none where a report was not founded."""
    return _FOR_OUTCOME.get(kind)
