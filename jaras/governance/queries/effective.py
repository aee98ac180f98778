"""What a member may do at this moment, beside what their roles say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jaras.governance.models import Member, actor_of, second_step_of
from jaras.governance.roles import compartments
from jaras.governance.rules import STOPPED, GovernanceVerb
from jaras.kernel.coded import Item
from jaras.partners.lists import poles
from jaras.territory.models import Commune


@dataclass(frozen=True)
class Effective:
    """What limits or widens the rights of a member."""

    opens: bool  # suspended, or without an obligatory second step: nothing opens
    communes: Sequence[Commune]  # none: everywhere
    poles: Sequence[Item]
    watches: bool
    compartments: Sequence[Item]
    grants_until: Sequence[datetime]  # files opened by exceptional access, each until when

    @property
    def is_limited(self) -> bool:
        return bool(self.communes or self.poles)


def effective(member: Member, *, at: datetime) -> Effective:
    actor = actor_of(member, at=at)
    standing = second_step_of(member).standing(began_at=at, at=at)
    given = member.exceptional_accesses.in_force(at).values_list("until", flat=True) if actor.grants else ()
    communes = Commune.objects.without_boundary().filter(pk__in=actor.communes) if actor.communes else ()
    return Effective(
        opens=member.is_active and standing not in STOPPED,
        communes=list(communes),
        poles=[item for item in poles() if item.code in actor.poles],
        watches=actor.can(GovernanceVerb.WATCH),
        compartments=[item for item in compartments() if item.code in actor.compartments],
        grants_until=sorted(given),
    )
