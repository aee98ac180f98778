"""Members, their invitations, the watch, the keys of machines, exceptional access."""

from jaras.governance.models.glass import ExceptionalAccess
from jaras.governance.models.members import (
    NO_GRANTS,
    AccessToken,
    Invitation,
    Member,
    MemberQuerySet,
    Watch,
    actor_of,
)

__all__ = [
    "NO_GRANTS",
    "AccessToken",
    "ExceptionalAccess",
    "Invitation",
    "Member",
    "MemberQuerySet",
    "Watch",
    "actor_of",
]
