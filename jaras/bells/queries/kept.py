"""What a member kept of what they promised."""

from datetime import datetime

from jaras.bells.models import Bell
from jaras.bells.rules import BellState
from jaras.governance.models import Member


def kept_by(member: Member, *, since: datetime) -> int:
    """How many of their bells were done since then."""
    return Bell.objects.filter(who=member, state=BellState.DONE, ended_at__gte=since).count()
