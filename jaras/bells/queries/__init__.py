"""What is read of bells."""

from datetime import datetime

from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.intake.models import Report
from jaras.kernel import access


def may_carry(who: Member, *, report: Report | None, case: Case | None, at: datetime) -> bool:
    """Whether they see what the bell is tied to: nobody promises something about a file they cannot open."""
    actor = actor_of(who, at=at)
    return all(access.can_see(actor, thing) for thing in (report, case) if thing is not None)
