"""A bell in a few words, on whatever page it hangs."""

from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from markupsafe import Markup

from jaras.bells.models import Bell
from jaras.bells.rules import BellState
from jaras.web.shell import signs

STATES: dict[str, tuple[str | Promise, str]] = {
    BellState.RUNG: (pgettext_lazy("bell", "asked, no answer yet"), "waiting"),
    BellState.ACCEPTED: (pgettext_lazy("bell", "accepted"), "current"),
    BellState.IN_PROGRESS: (pgettext_lazy("bell", "under way"), "current"),
    BellState.BLOCKED: (pgettext_lazy("bell", "blocked"), "waiting"),
    BellState.DECLINED: (pgettext_lazy("bell", "declined: ask somebody else"), "waiting"),
    BellState.DONE: (pgettext_lazy("bell", "done"), "done"),
    BellState.HANDED_OVER: (pgettext_lazy("bell", "handed over"), "plain"),
    BellState.DROPPED: (pgettext_lazy("bell", "dropped"), "plain"),
}


def state(bell: Bell) -> Markup:
    word, kind = STATES[bell.state]
    return signs.state(word, kind)


def time(bell: Bell, at: datetime | None = None) -> Markup:
    """When it is due, or by how much it is late: a word, never red; of one that ended, when it did."""
    now = at or timezone.now()
    if not bell.is_open:
        return signs.time(bell.ended_at or bell.due_at, "day", at=now)
    late = ' class="late"' if bell.due_at < now else ""
    return Markup(f"<span{late}>{signs.time(bell.due_at, 'left', at=now)}</span>")  # nosec B704 - every part is escaped where it comes in
