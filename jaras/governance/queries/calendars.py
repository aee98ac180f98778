"""A member's own turns at an address of their own, for their calendar."""

from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare

from jaras.governance.models import Member, Turn, actor_of
from jaras.governance.rules.roster import AHEAD

SALT = "jaras.governance.calendar"
KEPT = timedelta(days=31)  # what has passed stays in the calendar so long
MOST = 800


def token_of(member: Member) -> str:
    """What makes the address, empty where there is none; nobody makes one without our key."""
    if not member.calendar_nonce:
        return ""
    return signing.Signer(salt=SALT).sign_object([member.pk, member.calendar_nonce])


def owner_of(token: str) -> Member | None:
    """Whose turns are read there; an address that was ended, that was never ours, finds nobody."""
    try:
        pk, nonce = signing.Signer(salt=SALT).unsign_object(token[:400])
    except (signing.BadSignature, ValueError, TypeError):
        return None
    member = Member.objects.active().filter(pk=pk).first()
    return member if member and nonce and constant_time_compare(str(nonce), member.calendar_nonce) else None


def turns_of(owner: Member, *, at: datetime) -> list[Turn]:
    """Their turns of the month that has passed, of the year that comes; their notes stay inside."""
    rows = Turn.objects.visible_to(actor_of(owner)).planned().filter(member=owner)
    return list(rows.within(at - KEPT, at + AHEAD).order_by("starts_at", "id").defer("note", "key")[:MOST])
