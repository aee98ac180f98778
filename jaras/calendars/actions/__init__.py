"""A calendar elsewhere is connected, kept, left."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from jaras.bells.rules import BellsVerb
from jaras.calendars import events as facts
from jaras.calendars.models import LOGIN, SECRET, CalendarAccount, CalendarCopy
from jaras.calendars.rules import ACCOUNT, AccountState
from jaras.governance.queries import member_of
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.addresses import fault_of
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused

KEEP = "jaras.calendars.jobs.keep"
REFUSALS = ("refused", "missing")  # nobody but whoever gave it can mend that


@transaction.atomic
def connect(*, address: str, login: str, secret: str, by: Actor, at: datetime) -> CalendarAccount:
    """Their calendar elsewhere follows theirs here; what was written in another one stays there."""
    access.require(by, BellsVerb.RING)
    member = member_of(by)
    address = address.strip()
    if fault_of(address, demo=settings.MODE == "demo") is not None:
        raise Refused(_("Write the whole address of the calendar, beginning with https."), field="address")
    account = CalendarAccount.objects.select_for_update().filter(member=member).first()
    fresh = account is None
    account = account or CalendarAccount(member=member, since=at)
    given = (address, text.within(login, limit=LOGIN, field="login"), secret[:SECRET])
    if not fresh:
        account.copies.all().delete()
        if account.state != AccountState.FOLLOWED:
            workflow.move(account, ACCOUNT, "follow", by=by, at=at)
    account.address, account.login, account.secret = given
    account.fault, account.since, account.tried_at = "", at, None
    account.save()
    events.publish(facts.CalendarConnected(member_id=member.pk), by=by, at=at)
    enqueue(KEEP, account.pk)
    return account


@transaction.atomic
def leave(*, by: Actor, at: datetime) -> CalendarAccount:
    """Nothing more is written there; the password is forgotten, what stands there stays."""
    account = CalendarAccount.objects.select_for_update().filter(member=by.member_id).first()
    if account is None or account.state == AccountState.ENDED:
        raise Refused(_("No calendar is connected."))
    workflow.move(account, ACCOUNT, "end", by=by, at=at)
    account.address = account.login = ""
    account.secret = ""  # nosec B105 - nothing is no password
    account.save()
    account.copies.all().delete()
    events.publish(facts.CalendarLeft(member_id=account.member_id, verb="end"), by=by, at=at)
    return account


@transaction.atomic
def note_kept(*, account: CalendarAccount, fault: str, by: Actor, at: datetime) -> None:
    """What a try brought; where the server refuses us nothing is tried until its owner looks."""
    rows = CalendarAccount.objects.select_for_update().followed()
    held = rows.filter(pk=account.pk).first()
    if held is None:
        return
    held.tried_at, held.fault = at, fault
    if fault in REFUSALS:
        workflow.move(held, ACCOUNT, "break_off", by=by, at=at)
        events.publish(facts.CalendarLeft(member_id=held.member_id, verb="break_off"), by=by, at=at)
    held.save(update_fields=["tried_at", "fault", "state"])


def keep_copy(
    *, account: CalendarAccount, uid: str, etag: str, digest: str, until: datetime | None
) -> CalendarCopy:
    """What stands there now."""
    kept, _fresh = CalendarCopy.objects.update_or_create(
        account=account, uid=uid, defaults={"etag": etag[:200], "digest": digest, "until": until}
    )
    return kept


def forget_copy(*, copy: CalendarCopy) -> None:
    copy.delete()
