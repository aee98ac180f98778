"""What alerts read: what is overdue, what is told to whom."""

from collections.abc import Iterable

from django.db.models import QuerySet

from jaras.alerts.models import Alert, Notice
from jaras.alerts.queries.devices import devices_of, with_devices, with_telephones
from jaras.alerts.queries.ladder import told_at
from jaras.alerts.queries.sources import SOURCES, Overdue, overdue
from jaras.alerts.queries.wishes import to_tell, wishes_of
from jaras.alerts.rules import AlertState, Channel, NoticeState
from jaras.kernel.actor import Actor

__all__ = [
    "SOURCES",
    "Overdue",
    "devices_of",
    "of_rows",
    "opened",
    "overdue",
    "to_tell",
    "told_at",
    "told_to",
    "unseen",
    "wishes_of",
    "with_devices",
    "with_telephones",
]


def of_rows(found: Iterable[Overdue], actor: Actor) -> dict[tuple[str, str, int], Alert]:
    """The living alert of each of these, with its notices: a fixed number of queries."""
    keys = {each.key for each in found}
    if not keys:
        return {}
    rows = Alert.objects.visible_to(actor).living().filter(row__in=[row for _code, _of, row in keys])
    rows = rows.select_related("taken_by").prefetch_related("notices__member")
    return {key: row for row in rows if (key := (row.code, row.of, row.row)) in keys}


def opened(actor: Actor, pk: int) -> Alert | None:
    return Alert.objects.visible_to(actor).living().filter(pk=pk).first()


def told_to(actor: Actor) -> QuerySet[Alert]:
    """The alerts that ring for this member and that nobody answers for."""
    mine = Notice.objects.filter(member=actor.member_id or 0).values("alert")
    return Alert.objects.visible_to(actor).living().filter(state=AlertState.OPEN, pk__in=mine)


def unseen(actor: Actor) -> list[Notice]:
    """What a screen of this member has not shown yet."""
    rows = Notice.objects.filter(
        member=actor.member_id or 0, channel=Channel.SCREEN, state=NoticeState.WAITING, alert__is_living=True
    )
    return list(rows)
