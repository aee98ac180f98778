"""Which role a bell asks of whoever carries it, as far as it is written."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from jaras.bells.rules import SuggestedRole, suggested_role
from jaras.cases.models import Case


def suggested(
    *,
    helpers: Collection[Any],
    case: Case | None,
    due_at: datetime | None,
    unblocks: bool = False,
    at: datetime,
) -> SuggestedRole:
    """The proposal with its reason; a person decides."""
    return suggested_role(
        unblocks=unblocks,
        helpers=len(helpers),
        pivot_of_helper=False,
        has_case=case is not None,
        hours_left=(due_at - at).total_seconds() / 3600 if due_at else None,
    )
