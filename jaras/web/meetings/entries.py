"""The lines of an agenda as a reader sees them: numbers become links, nobody is named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jaras.kernel.actor import Actor
from jaras.meetings import queries
from jaras.meetings.models import AskedItem, Item, Meeting
from jaras.meetings.queries import shown
from jaras.meetings.rules import Source
from jaras.web.meetings import wording


@dataclass
class Line:
    """One item with what stands behind it."""

    source: str
    title: str
    why: str
    minutes: int
    rows: tuple[int, ...] = ()
    item: Item | None = None
    bells: list[Any] = field(default_factory=list)
    reports: list[Any] = field(default_factory=list)
    referrals: list[Any] = field(default_factory=list)


def of_agenda(meeting: Meeting, actor: Actor, *, at: datetime) -> list[Line]:
    """As it makes itself now."""
    lines = []
    for each in queries.agenda(meeting, actor, at=at):
        title = each.title or str(wording.SOURCES[each.source])
        why = each.why or str(wording.WHY.get(each.source, each.asked_by))
        lines.append(Line(each.source, title, why, each.minutes, each.rows))
    return _filled(lines, actor)


def of_items(meeting: Meeting, actor: Actor) -> list[Line]:
    """As it stood when the meeting opened."""
    items = list(meeting.items.all())
    numbers = [pk for each in items if each.source == Source.ASKED for pk in each.rows]
    asked = {each.pk: each for each in AskedItem.objects.filter(pk__in=numbers).select_related("by")}
    lines = []
    for each in items:
        first = asked.get(each.rows[0]) if each.source == Source.ASKED and each.rows else None
        why = (first.why or first.by.called) if first else str(wording.WHY.get(each.source, ""))
        rows = tuple(each.rows) if each.source != Source.BELLS else ()
        lines.append(Line(each.source, wording.title_of(each), why, each.minutes, rows, each))
    return _filled(lines, actor)


def _filled(lines: list[Line], actor: Actor) -> list[Line]:
    """One query for each kind of thing, whatever the agenda holds."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        wanted[_kind(line.source)] |= set(line.rows)
    bells = _by_number(shown.bells(wanted["bells"], actor))
    reports = _by_number(shown.reports(wanted["reports"], actor))
    referrals = _by_number(shown.referrals(wanted["referrals"], actor))
    for line in lines:
        kind = _kind(line.source)
        line.bells = [bells[pk] for pk in line.rows if kind == "bells" and pk in bells]
        line.reports = [reports[pk] for pk in line.rows if kind == "reports" and pk in reports]
        line.referrals = [referrals[pk] for pk in line.rows if kind == "referrals" and pk in referrals]
    return lines


def _kind(source: str) -> str:
    return {
        Source.BELLS: "bells",
        Source.BLOCKED: "bells",
        Source.DUE: "bells",
        Source.IMMEDIATE: "reports",
        Source.REFERRALS: "referrals",
    }.get(Source(source), "")


def _by_number(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.pk: row for row in rows}
