"""Turns of the watch, bells: hours, neutral words for whatever is shared with fewer."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.bells.models import Bell
from jaras.bells.rules import BellState
from jaras.calendars.rules.entries import Event, Todo
from jaras.governance.models import Member
from jaras.governance.queries.calendars import turns_of
from jaras.governance.roles import WATCH_DUTY, duties

MOST = 200  # open bells of one person


def house() -> str:
    """What makes the names of entries ours alone."""
    return str(settings.ORIGIN.partition("://")[2])


def turns(member: Member, at: datetime) -> Iterator[Event]:
    """Hours alone, no name, no note."""
    for turn in turns_of(member, at=at):
        duty = duties()[turn.duty]
        yield Event(
            uid=f"turn-{turn.pk}@{house()}",
            version=turn.version,
            starts_at=turn.starts_at,
            ends_at=turn.ends_at,
            title=_("On watch") if turn.duty == WATCH_DUTY else duty.name(get_language() or "fr"),
            address=settings.ORIGIN + reverse("roster_turn", args=[turn.pk]),
        )


def bells(member: Member, at: datetime) -> Iterator[Todo]:
    """What they carry; the words of a protected file stay in the house."""
    mine = Bell.objects.carried().filter(who=member)
    told = set(mine.shareable().order_by().values_list("pk", flat=True))
    for bell in mine.order_by("due_at", "pk")[:MOST]:
        yield Todo(
            uid=f"bell-{bell.pk}@{house()}",
            version=bell.version,
            due_at=bell.due_at,
            begun=bell.state == BellState.IN_PROGRESS,
            title=bell.what if bell.pk in told and not bell.case_id and not bell.report_id else _("A bell"),
            address=settings.ORIGIN + reverse("bell", args=[bell.pk]),
        )
