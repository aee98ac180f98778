"""A bell as the tests ring it."""

from datetime import datetime, timedelta
from typing import Any

from jaras.bells import actions
from jaras.bells.models import Bell
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def rung(by: Member | Actor, who: Member, at: datetime, **said: Any) -> Bell:
    """By whom, for whom; due the day after unless said otherwise."""
    told: dict[str, Any] = {"what": "Appeler le CHP", "due_at": at + DAY, "role": "CATALYSEUR"} | said
    return actions.ring(who=who, by=actor_of(by) if isinstance(by, Member) else by, at=at, **told)
