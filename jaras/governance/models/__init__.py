"""Members, the watch with its roster, pivots of partners, keys of machines, sessions, exceptional access."""

from jaras.governance.models.absences import Absence
from jaras.governance.models.drafts import RosterDraft
from jaras.governance.models.glass import ExceptionalAccess
from jaras.governance.models.lost_steps import LostStep
from jaras.governance.models.members import (
    NO_GRANTS,
    AccessToken,
    Invitation,
    Member,
    MemberQuerySet,
    Watch,
    actor_of,
    second_step_of,
)
from jaras.governance.models.pivots import Pivot
from jaras.governance.models.roster import Swap, Turn
from jaras.governance.models.sessions import ClosedDoors, Session

__all__ = [
    "NO_GRANTS",
    "Absence",
    "AccessToken",
    "ClosedDoors",
    "ExceptionalAccess",
    "Invitation",
    "LostStep",
    "Member",
    "MemberQuerySet",
    "Pivot",
    "RosterDraft",
    "Session",
    "Swap",
    "Turn",
    "Watch",
    "actor_of",
    "second_step_of",
]
