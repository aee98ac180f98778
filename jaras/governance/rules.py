"""Who may hold the watch, which roles exist."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from jaras.kernel.actor import Scope, widest


class GovernanceVerb(StrEnum):
    MEMBERS = "governance.members"  # invite, change roles, suspend
    WATCH = "governance.watch"  # take the watch, hand it over
    JOURNAL = "governance.journal"  # read the journal of accesses
    POLICIES = "governance.policies"  # read the policies and the table of roles
    FIGURES = "governance.figures"  # read figures that name nobody
    TOKENS = "governance.tokens"  # hold a token for the interface


INVITATION_LASTS = timedelta(days=7)


def reach(roles: Iterable[str], table: Mapping[str, Mapping[str, str]]) -> dict[str, Scope]:
    """The verbs of several roles together, each with its widest scope."""
    found: dict[str, list[Scope]] = {}
    for role in roles:
        for verb, scope in table.get(role, {}).items():
            found.setdefault(verb, []).append(Scope(scope))
    return {verb: widest(scopes) for verb, scopes in found.items()}


def service_day(started_at: datetime) -> str:
    """A watch belongs to the local day on which it starts (`2026-11-25`)."""
    return started_at.date().isoformat()
