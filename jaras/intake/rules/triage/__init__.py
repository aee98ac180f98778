"""From the raw words of a report to proposals with reasons."""

from jaras.intake.rules.triage.gazetteer import OUT_OF_PROVINCE, Gazetteer
from jaras.intake.rules.triage.lexicon import Sign, lexicon
from jaras.intake.rules.triage.model import (
    Incoming,
    OpenReport,
    Place,
    Point,
    Proposal,
    Proposals,
    Reason,
)
from jaras.intake.rules.triage.proposing import propose, urgency

__all__ = [
    "OUT_OF_PROVINCE",
    "Gazetteer",
    "Incoming",
    "OpenReport",
    "Place",
    "Point",
    "Proposal",
    "Proposals",
    "Reason",
    "Sign",
    "lexicon",
    "propose",
    "urgency",
]
