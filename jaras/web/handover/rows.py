"""The lines of a handover in words: why it is handed over, about whom, where it is opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language, gettext_lazy

from jaras.alerts.lists import kinds
from jaras.alerts.models import Alert
from jaras.care.models import Referral, Stay
from jaras.handover.models import Promise
from jaras.handover.rules import LineKind, PromiseState
from jaras.intake.models import Report
from jaras.intake.queries.desk import shown
from jaras.kernel.actor import Actor
from jaras.web.shell.day import Task, about
from jaras.web.shell.templating import label

FIRST_WORDS = 160
NEVER = datetime.min.replace(tzinfo=UTC)  # what is handed over is named, not timed
# Each kind in words, with its sign.
KINDS: dict[str, tuple[str | Lazy, str]] = {
    LineKind.UNHELPED: (gettext_lazy("Life in danger, no help noted"), "urgency-IMMEDIAT"),
    LineKind.UNCLAIMED: (gettext_lazy("Report that nobody has taken"), "watch"),
    LineKind.PROMISE: (gettext_lazy("Promised"), "bell"),
    LineKind.HELD: (gettext_lazy("Report under way"), "note"),
    LineKind.HOLD: (gettext_lazy("Place held"), "places"),
    LineKind.REFERRAL: (gettext_lazy("Partner who has not answered"), "partners"),
    LineKind.ALERT: (gettext_lazy("Overdue"), "clock"),
}
WHERE = {"stay": "case_places", "referral": "case_referrals"}


class Item(Protocol):
    """What stands in a line: found just now, or written down when a watch ended."""

    @property
    def kind(self) -> Any: ...
    @property
    def of(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def report_id(self) -> int | None: ...
    @property
    def case_id(self) -> int | None: ...
    @property
    def due_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Drawn:
    """One line as it is read."""

    item: Item
    kind: str
    sign: str
    who: str
    words: str
    where: str
    urgency: str
    href: str
    promised: bool  # it waits still

    @property
    def key(self) -> str:
        """What a promise is about, as its form says it."""
        if self.item.report_id is not None:
            return f"report-{self.item.report_id}"
        return f"case-{self.item.case_id}" if self.item.case_id is not None else ""


def drawn(items: Sequence[Item], actor: Actor) -> list[Drawn]:
    """Each with its words: a fixed number of queries."""
    reports = _reports(items, actor)
    promises = _by_number(Promise.objects.visible_to(actor).select_related("watch"), items, "promise")
    alerts = _by_number(Alert.objects.visible_to(actor), items, "alert")
    partners = _partners(items, actor)
    names = about([_task(item) for item in items])

    def draw(item: Item, who: str) -> Drawn:
        word, sign = KINDS[item.kind]
        report = reports.get(item.report_id or 0)
        promise, alert = promises.get(item.row), alerts.get(item.row)
        words = report.words[:FIRST_WORDS] if report else ""
        if item.of == "promise":
            words = promise.words if promise else ""
        elif item.of == "alert" and alert is not None:
            word = label(kinds()[alert.code])
        elif item.of in WHERE:
            words = partners.get((item.of, item.row), "")
        return Drawn(
            item=item,
            kind=str(word),
            sign=sign,
            who=who,
            words=words,
            where=_place(report) if report else "",
            urgency=report.urgency if report else "",
            href=_address(item),
            promised=promise is not None and item.of == "promise" and promise.state == PromiseState.MADE,
        )

    return [draw(item, who) for item, who in zip(items, names, strict=True)]


def _reports(items: Iterable[Item], actor: Actor) -> dict[int, Report]:
    ids = {item.report_id for item in items if item.report_id is not None}
    rows = shown(Report.objects.visible_to(actor).filter(pk__in=ids)) if ids else []
    return {row.pk: row for row in rows}


def _by_number(rows: Any, items: Iterable[Item], of: str) -> dict[int, Any]:
    ids = {item.row for item in items if item.of == of}
    return {row.pk: row for row in rows.filter(pk__in=ids)} if ids else {}


def _partners(items: Iterable[Item], actor: Actor) -> dict[tuple[str, int], str]:
    """Whom a referral waits for, where a place is held."""
    referrals = Referral.objects.visible_to(actor).select_related("organisation")
    stays = Stay.objects.visible_to(actor).select_related("occupancy__unit__site")
    waited = _by_number(referrals, items, "referral")
    found = {("referral", pk): row.organisation.name for pk, row in waited.items()}
    for pk, row in _by_number(stays, items, "stay").items():
        unit = row.occupancy.unit
        found["stay", pk] = f"{unit.site.name} · {unit.label}"
    return found


def _place(report: Report) -> str:
    place = report.place.name if report.place else report.place_text
    comma = "، " if (get_language() or "").startswith("ar") else ", "
    return comma.join(filter(None, (place, report.commune.name if report.commune else "")))


def _task(item: Item) -> Task:
    return Task(kind="", what="", why="", href="", since=NEVER, case_id=item.case_id)


def _address(item: Item) -> str:
    if item.report_id is not None:
        return reverse("report", args=[item.report_id])
    if item.case_id is None:
        return ""
    return reverse(WHERE.get(item.of, "case"), args=[item.case_id])
