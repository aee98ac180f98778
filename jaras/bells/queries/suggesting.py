"""Which role a bell asks of whoever carries it, as far as it is written."""

from collections.abc import Collection
from datetime import datetime

from jaras.bells.rules import SuggestedRole, suggested_role
from jaras.cases.models import Case
from jaras.governance.models import Member, Pivot
from jaras.partners.models import Organisation


def suggested(
    *,
    who: Member | None,
    helpers: Collection[Member | Organisation],
    case: Case | None,
    due_at: datetime | None,
    unblocks: bool = False,
    at: datetime,
) -> SuggestedRole:
    """The proposal with its reason; a person decides."""
    partners = [each for each in helpers if isinstance(each, Organisation)]
    goes_through = Pivot.objects.current().filter(member=who, organisation__in=partners)
    return suggested_role(
        unblocks=unblocks,
        helpers=len(helpers),
        pivot_of_helper=bool(who and partners) and goes_through.exists(),
        has_case=case is not None,
        hours_left=(due_at - at).total_seconds() / 3600 if due_at else None,
    )
