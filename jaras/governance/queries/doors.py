"""What is read about sessions, about how the door of each role is kept."""

from dataclasses import dataclass
from datetime import datetime

from jaras.governance.models import ClosedDoors, Member, Session
from jaras.governance.roles import roles, verbs_of
from jaras.governance.rules import ADMINISTRATOR, HEAD, GovernanceVerb
from jaras.kernel.actor import Actor

SHOWN = 30
TOLD_OF_CLOSURES = ("head", "administrator", "dpo")


@dataclass(frozen=True)
class Seat:
    """A session as its owner reads it."""

    session: Session
    here: bool

    @property
    def number(self) -> str:
        return self.session.session_key


def sessions_of(member: Member, actor: Actor, *, here: str, at: datetime) -> list[Seat]:
    """Where a member is signed in, the browser in hand first."""
    rows = Session.objects.visible_to(actor).filter(member=member, expire_date__gt=at)[:SHOWN]
    seats = [Seat(row, row.session_key == here) for row in rows]
    return sorted(seats, key=lambda seat: not seat.here)


def closures(actor: Actor) -> list[ClosedDoors]:
    """Doors that were closed all at once, the latest first."""
    return list(ClosedDoors.objects.visible_to(actor).select_related("organisation", "by")[:SHOWN])


def heads(*, but: int) -> list[Member]:
    """Those who lead the cell; where nobody does, its administrators."""
    others = [member for member in Member.objects.active().order_by("id") if member.pk != but]
    for role in (HEAD, ADMINISTRATOR):
        if found := [member for member in others if role in member.roles]:
            return found
    return []


def told_of_closures(closure: ClosedDoors) -> list[Member]:
    """Those who answer for the house, with whoever else may close its doors."""
    concerned = [
        role.code
        for role in roles()
        if role.code in TOLD_OF_CLOSURES or GovernanceVerb.CLOSE_DOORS in verbs_of((role.code,))
    ]
    members = Member.objects.active().exclude(pk=closure.by_id)
    return [member for member in members if set(member.roles) & set(concerned)]
