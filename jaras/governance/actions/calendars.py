"""The address at which a member's calendar finds what they have to do: made anew, ended."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.models import Member
from jaras.kernel import events
from jaras.kernel.actor import Actor


@transaction.atomic
def share_calendar(*, by: Actor, at: datetime) -> Member:
    """A new address; whoever holds the older one reads nothing any more."""
    member = queries.member_of(by)
    member.calendar_nonce = token_hex(16)
    member.save(update_fields=["calendar_nonce"])
    events.publish(facts.CalendarShared(member_id=member.pk), by=by, at=at)
    return member


@transaction.atomic
def end_calendar(*, by: Actor, at: datetime) -> Member:
    """The address finds nothing from now on."""
    member = queries.member_of(by)
    if member.calendar_nonce:
        member.calendar_nonce = ""
        member.save(update_fields=["calendar_nonce"])
        events.publish(facts.CalendarEnded(member_id=member.pk), by=by, at=at)
    return member
