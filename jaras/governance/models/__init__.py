"""Members with their watches, roster, pivots, keys, sessions; exceptional access; committees, ballots."""

from jaras.governance.models.absences import Absence
from jaras.governance.models.ballots import Ballot, Vote, Voter
from jaras.governance.models.committees import Committee, Mandate, Seat
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
    "Ballot",
    "ClosedDoors",
    "Committee",
    "ExceptionalAccess",
    "Invitation",
    "LostStep",
    "Mandate",
    "Member",
    "MemberQuerySet",
    "Pivot",
    "RosterDraft",
    "Seat",
    "Session",
    "Swap",
    "Turn",
    "Vote",
    "Voter",
    "Watch",
    "actor_of",
    "second_step_of",
]
