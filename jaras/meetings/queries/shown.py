"""What stands behind the rows of an item, as far as this reader sees it now: numbers alone are kept."""

from collections.abc import Iterable

from jaras.bells.models import Bell, BellQuerySet
from jaras.care.models import Referral
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.meetings.models import BellReading, Meeting


def bells(rows: Iterable[int], actor: Actor) -> list[Bell]:
    """What became restricted meanwhile is gone from here too."""
    found = Bell.objects.visible_to(actor).shareable().filter(pk__in=list(rows))
    return list(found.select_related("who", "organisation").order_by("due_at", "pk"))


def hung_in(meeting: Meeting) -> BellQuerySet:
    """Bells that were hung in this meeting and may stand on its wall, whoever of it looks."""
    rows = Bell.objects.filter(of="meeting", row=meeting.pk).shareable()
    rows = rows.select_related("who", "organisation", "site", "commune")
    return rows.prefetch_related("help__member", "help__organisation").order_by("rung_at", "pk")


def readings(meeting: Meeting) -> list[BellReading]:
    """The bells this meeting opened with, in their order; one that became restricted is not there."""
    rows = BellReading.objects.filter(
        meeting=meeting, bell__in=Bell.objects.shareable().order_by().values("pk")
    )
    return list(rows.select_related("bell__who", "bell__organisation"))


def reports(rows: Iterable[int], actor: Actor) -> list[Report]:
    found = Report.objects.visible_to(actor).filter(pk__in=list(rows), level=Level.ORDINARY)
    return list(found.select_related("place", "commune").defer("commune__boundary").order_by("received_at"))


def referrals(rows: Iterable[int], actor: Actor) -> list[Referral]:
    found = Referral.objects.visible_to(actor).filter(pk__in=list(rows), case__level=Level.ORDINARY)
    return list(found.select_related("organisation", "need").order_by("sent_at"))
