"""Meetings in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from jaras.intake.models import Report
from jaras.meetings.models import Item, Meeting, Series
from jaras.meetings.rules import Answer, Came, Heard, ItemState, MeetingState, Rhythm, Source
from jaras.web.shell import moments
from jaras.web.shell.templating import language

STATES: dict[str, tuple[str | Promise, str]] = {
    MeetingState.PLANNED: (gettext_lazy("Meeting planned"), "plain"),
    MeetingState.OPEN: (gettext_lazy("Meeting under way"), "current"),
    MeetingState.CLOSED: (gettext_lazy("Meeting closed"), "done"),
    MeetingState.CANCELLED: (gettext_lazy("Meeting called off"), "plain"),
}
ANSWERS: dict[str, str | Promise] = {
    Answer.YES: pgettext_lazy("invitation", "I come"),
    Answer.MAYBE: pgettext_lazy("invitation", "Maybe"),
    Answer.NO: pgettext_lazy("invitation", "I do not"),
}
ANSWERED: dict[str, tuple[str | Promise, str]] = {
    Answer.YES: (pgettext_lazy("invitation", "comes"), "done"),
    Answer.MAYBE: (pgettext_lazy("invitation", "may come"), "waiting"),
    Answer.NO: (pgettext_lazy("invitation", "does not come"), "plain"),
    "": (pgettext_lazy("invitation", "no answer yet"), "plain"),
}
CAME: dict[str, str | Promise] = {
    Came.CODE: gettext_lazy("by the code"),
    Came.LINK: gettext_lazy("by their link"),
    Came.HAND: gettext_lazy("noted by hand"),
}
HEARD: dict[str, tuple[str | Promise, str]] = {
    Heard.KEPT: (pgettext_lazy("bell", "Kept"), "done"),
    Heard.NOT_KEPT: (pgettext_lazy("bell", "Not kept"), "waiting"),
    Heard.UNSAID: (pgettext_lazy("bell", "Nobody can tell"), "plain"),
    "": (pgettext_lazy("bell", "to be read"), "plain"),
}
SOURCES: dict[str, str | Promise] = {
    Source.BELLS: gettext_lazy("Bells to be heard"),
    Source.BLOCKED: gettext_lazy("What is blocked"),
    Source.DUE: gettext_lazy("What is due soon"),
    Source.IMMEDIATE: gettext_lazy("Immediate cases since yesterday"),
    Source.REFERRALS: gettext_lazy("Referrals without answer"),
    Source.ASKED: gettext_lazy("Asked by somebody who comes"),
    Source.ADDED: gettext_lazy("Added in the meeting"),
    Source.READING: gettext_lazy("Reading of the bells"),
}
WHY: dict[str, str | Promise] = {
    Source.BELLS: gettext_lazy("hung last time, or overdue: they come first"),
    Source.BLOCKED: gettext_lazy("somebody waits for what would unblock them"),
    Source.DUE: gettext_lazy("due within seven days"),
    Source.IMMEDIATE: gettext_lazy("a life was in danger; nobody is named here"),
    Source.REFERRALS: gettext_lazy("sent more than a day ago, nobody answered"),
    Source.READING: gettext_lazy("all six answers, then what was learnt"),
}
ITEM_STATES: dict[str, tuple[str | Promise, str]] = {
    ItemState.WAITING: (pgettext_lazy("item", "to come"), "plain"),
    ItemState.CURRENT: (pgettext_lazy("item", "now"), "current"),
    ItemState.DONE: (pgettext_lazy("item", "spoken of"), "done"),
    ItemState.POSTPONED: (pgettext_lazy("item", "next time"), "waiting"),
}
KINDS_HEARD: dict[str, str | Promise] = {
    "DOLEANCE": gettext_lazy("A grievance"),
    "OBSERVATION": gettext_lazy("A remark"),
    "IDEE": gettext_lazy("An idea"),
    "SIGNALEMENT": gettext_lazy("Somebody in difficulty"),
}


def title_of(item: Item) -> str:
    return item.title or str(SOURCES[item.source])


def place_of(meeting: Meeting) -> str:
    """Where, in one line."""
    parts = [meeting.site.name if meeting.site else "", meeting.place_text]
    parts.append(meeting.commune.name if meeting.commune else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def where_of(report: Report) -> str:
    """Of a report no word stands on a wall: its hour, its place."""
    if report.place is not None:
        return str(report.place.name)
    return str(report.commune.name) if report.commune is not None else ""


def rhythm(series: Series | Rhythm) -> str:
    """How often, on which days, at what hour."""
    each: Rhythm = series if isinstance(series, Rhythm) else series.rhythm
    days = _listed(weekdays()[day] for day in each.weekdays)
    hour = f"{each.hour:%H:%M}"
    if each.nth < 0:
        return _("the last %(days)s of each month, %(hour)s") % {"days": days, "hour": hour}
    if each.nth:
        told = _("%(days)s, number %(nth)d of each month, %(hour)s")
        return told % {"days": days, "nth": each.nth, "hour": hour}
    if each.weeks == 1:
        return _("each %(days)s, %(hour)s") % {"days": days, "hour": hour}
    told = ngettext(
        "%(days)s, every %(weeks)d week, %(hour)s", "%(days)s, every %(weeks)d weeks, %(hour)s", each.weeks
    )
    return told % {"days": days, "weeks": each.weeks, "hour": hour}


def weekdays() -> tuple[str, ...]:
    return tuple(moments.calendar(language()).weekdays)


def _listed(words: Iterable[str]) -> str:
    return _(", ").join(words)
