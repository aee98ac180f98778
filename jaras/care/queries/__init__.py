"""What care reads."""

from jaras.care.queries.diagnoses import (
    Standing,
    draft,
    history,
    last_levels,
    proposed_needs,
    standing,
    unanswered,
)
from jaras.care.queries.interventions import done_by_pole, of_case, of_reports
from jaras.care.queries.needs import needs_of

__all__ = [
    "Standing",
    "done_by_pole",
    "draft",
    "history",
    "last_levels",
    "needs_of",
    "of_case",
    "of_reports",
    "proposed_needs",
    "standing",
    "unanswered",
]
