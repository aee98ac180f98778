"""What intake reads: proposals for a report, the desk, the reports of a case."""

from jaras.intake.queries.arrivals import followed, has_arrived
from jaras.intake.queries.desk import (
    all_reports,
    doubles,
    drafts,
    found,
    newest_waiting,
    overdue_first_response,
    shown,
    to_take,
    under_way,
    waiting_counts,
)
from jaras.intake.queries.linked import duties, of_case, of_persons
from jaras.intake.queries.proposals import (
    PROPOSED,
    Proposed,
    candidates,
    commune_at,
    commune_in_territory,
    gazetteer,
    policy_version,
    propose,
    proposed,
    urgency_of,
)

__all__ = [
    "PROPOSED",
    "Proposed",
    "all_reports",
    "candidates",
    "commune_at",
    "commune_in_territory",
    "doubles",
    "drafts",
    "duties",
    "followed",
    "found",
    "gazetteer",
    "has_arrived",
    "newest_waiting",
    "of_case",
    "of_persons",
    "overdue_first_response",
    "policy_version",
    "propose",
    "proposed",
    "shown",
    "to_take",
    "under_way",
    "urgency_of",
    "waiting_counts",
]
