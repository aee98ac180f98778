"""What is read of bells."""

from datetime import datetime

from jaras.bells import rules
from jaras.bells.models import Bell
from jaras.bells.rules import BellsVerb
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.intake.models import Report
from jaras.kernel import access
from jaras.kernel.actor import Actor, Scope


def may_carry(who: Member, *, report: Report | None, case: Case | None, at: datetime) -> bool:
    """Whether they see what the bell is tied to: nobody promises something about a file they cannot open."""
    actor = actor_of(who, at=at)
    return all(access.can_see(actor, thing) for thing in (report, case) if thing is not None)


def may_do(bell: Bell, actor: Actor) -> frozenset[str]:
    """What this member may do with this bell now."""
    if not actor.can(BellsVerb.RING):
        return frozenset()
    me = actor.member_id or 0
    software = actor.is_software
    return rules.may_do(
        state=bell.state,
        carries=software or bell.who_id == me,
        rang=software or bell.rung_by_id == me,
        offered=bell.offered_to_id == me,
        oversees=actor.scope(BellsVerb.READ) is Scope.ALL,
        carrier_left=not bell.who.is_active,
        ringer_left=bell.rung_by is None or not bell.rung_by.is_active,
    )
