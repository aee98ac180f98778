"""The lines of what is overdue: about whom, since when, who was told, by which way it came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jaras.alerts import queries
from jaras.alerts.lists import kinds, steps
from jaras.alerts.models import Alert, Notice
from jaras.alerts.queries import Overdue
from jaras.alerts.rules import Channel, NoticeState
from jaras.kernel.actor import Actor
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer, about
from jaras.web.shell.templating import label

MOST = 30  # of one kind: nobody reads more before doing some
PERIL = "IMMEDIAT"

# Word of a notice by its channel and state, with the kind of its mark.
STANDS: dict[tuple[str, str], tuple[Any, str]] = {
    (Channel.SCREEN, NoticeState.WAITING): (gettext_lazy("not seen on screen yet"), "waiting"),
    (Channel.SCREEN, NoticeState.DELIVERED): (gettext_lazy("seen on screen"), "done"),
    (Channel.MAIL, NoticeState.WAITING): (gettext_lazy("e-mail leaving"), "waiting"),
    (Channel.MAIL, NoticeState.DELIVERED): (gettext_lazy("e-mail delivered"), "done"),
    (Channel.MAIL, NoticeState.FAILED): (gettext_lazy("e-mail refused by the server"), "waiting"),
    (Channel.MAIL, NoticeState.SPARED): (gettext_lazy("e-mail not needed any more"), "plain"),
    (Channel.PUSH, NoticeState.WAITING): (gettext_lazy("ringing on their devices"), "waiting"),
    (Channel.PUSH, NoticeState.DELIVERED): (gettext_lazy("rang on their devices"), "done"),
    (Channel.PUSH, NoticeState.FAILED): (gettext_lazy("no device could be reached"), "waiting"),
    (Channel.PUSH, NoticeState.SPARED): (gettext_lazy("devices left quiet"), "plain"),
    (Channel.SMS, NoticeState.WAITING): (gettext_lazy("text message leaving"), "waiting"),
    (Channel.SMS, NoticeState.DELIVERED): (gettext_lazy("text message taken"), "done"),
    (Channel.SMS, NoticeState.FAILED): (gettext_lazy("text message refused"), "waiting"),
    (Channel.SMS, NoticeState.SPARED): (gettext_lazy("text message not needed any more"), "plain"),
}
WHERE = {
    "report": "report",
    "referral": "case_referrals",
    "letter": "case_referrals",
    "stay": "case_places",
    "project": "case_project",
    "undiagnosed": "case_diagnosis",
}


@dataclass(frozen=True)
class Told:
    """One member who was told, when, how it went by each way."""

    step: str
    name: str
    at: datetime
    ways: list[tuple[Any, str, datetime | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One thing that is overdue, as it is drawn."""

    found: Overdue
    who: str
    what: str
    href: str
    alert: Alert | None
    told: list[Told]

    @property
    def peril(self) -> bool:
        return self.found.urgency == PERIL


@dataclass(frozen=True)
class Part:
    """One kind: how many there are, the first of them."""

    code: str
    name: str
    sign: str
    count: int
    lines: list[Line]


def parts(actor: Actor, *, at: datetime) -> list[Part]:
    """What is overdue, in the order of the policy; kinds of which there is nothing are left out."""
    found = {code: queries.overdue(actor, at=at, code=code) for code in queries.SOURCES}
    shown = [each for rows in found.values() for each in rows[:MOST]]
    alerts = queries.of_rows(shown, actor)
    names = dict(zip(shown, about([_task(each) for each in shown]), strict=True))
    return [
        Part(
            kind.code,
            label(kind),
            kind["sign"],
            len(rows),
            [_line(each, names[each], alerts.get(each.key)) for each in rows[:MOST]],
        )
        for kind in kinds()
        if (rows := found.get(kind.code, []))
    ]


def _task(found: Overdue) -> Task:
    return Task(kind=found.code, what="", why="", href="", since=found.since, case_id=found.case_id)


def _line(found: Overdue, name: str, alert: Alert | None) -> Line:
    arabic = (get_language() or "").startswith("ar")
    latin, in_arabic = found.name
    what = (in_arabic or latin) if arabic else (latin or in_arabic)
    if found.of in ("conversation", "reply"):
        name = name or _("Message of %(when)s") % {"when": moments.exact(found.since)}
    elif found.report_id is not None and not name:
        name = _("Report of %(when)s") % {"when": moments.exact(found.since)}
    if found.of == "handover":
        what = _("What the last watch left")
    return Line(found, name, what, address(found), alert, told(alert.notices.all()) if alert else [])


def address(found: Overdue) -> str:
    """Where it is put right."""
    if found.of in ("conversation", "reply"):
        return reverse("conversation", args=[found.row])
    if found.report_id is not None:
        return reverse("report", args=[found.report_id])
    if found.of == "handover":
        return reverse("handover", args=[found.row])
    route = WHERE.get(found.code) or WHERE.get(found.of, "case")
    here = reverse(route, args=[found.case_id])
    return f"{here}#referral-{found.row}" if found.of == "referral" else here


def told(notices: Iterable[Notice]) -> list[Told]:
    """The notices of an alert, member by member, in the order in which they were told."""
    found: dict[tuple[int, datetime], Told] = {}
    for notice in notices:
        known = steps().get(notice.step)
        row = found.setdefault(
            (notice.member_id, notice.at),
            Told(label(known) if known else notice.step, notice.member.called, notice.at),
        )
        word, kind = STANDS[notice.channel, notice.state]
        row.ways.append((word, kind, notice.delivered_at))
    return list(found.values())


def ringing(viewer: Viewer) -> Iterator[Task]:
    """The alerts that ring for a member, as tasks of their day."""
    for alert in queries.told_to(viewer.actor):
        kind = kinds()[alert.code]
        yield Task(
            kind="immediate" if alert.urgency == PERIL else "alert",
            what=_("Answer for it: %(what)s") % {"what": label(kind)},
            why=_("It waits for {duration}.").format(duration=moments.duration(viewer.at - alert.since)),
            href=f"{reverse('alerts')}#alert-{alert.pk}",
            since=alert.since,
            due=alert.due_at,
            peril=alert.urgency == PERIL,
            case_id=alert.case_id,
        )
