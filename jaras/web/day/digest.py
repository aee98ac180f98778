"""The message of the morning, of the evening: what the page of the day shows, in kinds, counts, hours.

It stands beside the page because page folders say what waits for a member; nothing else knows all of it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jaras.alerts import actions, jobs, queries
from jaras.alerts.rules import Part, part_at
from jaras.bells.queries.kept import kept_by
from jaras.bells.rules import BellsVerb
from jaras.governance.models import Member, actor_of
from jaras.kernel import periodic
from jaras.kernel.actor import SYSTEM
from jaras.kernel.jobs import enqueue
from jaras.steering.lists import kinds_of_task, places_of_task
from jaras.steering.rules.day import Band, Day, band, day
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer, start_of, tasks, viewer
from jaras.web.shell.templating import label

MOST = 12  # lines: more is read on the page
JOB = "jaras.web.day.digest.tell"
WHY = {
    Band.PERIL: gettext_lazy("a life may be in danger"),
    Band.OVERSIGHT: gettext_lazy("its review is late"),
    Band.LAW: gettext_lazy("the law sets the hour"),
    Band.HOUR: gettext_lazy("somebody is expected"),
    Band.ANSWER: gettext_lazy("somebody waits for a word"),
    Band.PROMISE: gettext_lazy("a day was given"),
    Band.TIDY: gettext_lazy("so that nothing is forgotten"),
}


def enter_timetable() -> None:
    periodic.every(
        timedelta(minutes=10),
        "jaras.web.day.digest.tell_everybody",
        _("Tells each member of their day, in the morning, in the evening"),
    )


def tell_everybody() -> None:
    """The job: whoever wants this message and was not told of this day yet; twice changes nothing."""
    at = timezone.now()
    local = timezone.localtime(at)
    part = part_at(local.time())
    if part is None:
        return
    for member in queries.to_tell(part, local.date(), verb=BellsVerb.RING):
        with transaction.atomic():
            if actions.tell_day(member=member, part=part, day=local.date(), by=SYSTEM, at=at):
                enqueue(JOB, member.pk, part.value, local.date().isoformat())


def tell(member_id: int, part: str, day_told: str) -> None:
    """One member, one message; none where nothing waits, nothing once the day has passed."""
    member, at = Member.objects.get(pk=member_id), timezone.now()
    if not member.is_active or date.fromisoformat(day_told) != timezone.localtime(at).date():
        return
    with translation.override(member.language or settings.LANGUAGE_CODE):
        message = written(member, Part(part), at=at)
        if message is not None:
            jobs.tell(member, message, about=("digest", member.pk))


def written(member: Member, part: Part, *, at: datetime) -> jobs.Message | None:
    """In the language that is spoken now; nothing to say is no message."""
    path = reverse("day")  # reads all addresses: beside them page folders say what waits
    of = viewer(actor_of(member, at=at), at=at)
    found = day(tasks(of), places_of_task(), at=of.at, midnight=of.midnight)
    said = (
        _morning(found, of)
        if part is Part.MORNING
        else _evening(found, of, kept_by(member, since=start_of(of.today)))
    )
    if not said:
        return None
    subject = _("Your day") if part is Part.MORNING else _("Your evening")
    return jobs.Message(
        subject=subject,
        brief=said[0].splitlines()[0],
        body="\n\n".join([*said, _("No name stands in this message. Everything is here:")]),
        path=path,
        tag=f"day-{member.pk}-{of.today:%Y%m%d}-{part}",
    )


def _morning(found: Day[Task], of: Viewer) -> list[str]:
    first = [*found.now, *found.today]
    if not first:
        return []
    waits = ngettext(
        "%(number)d thing waits for you today.", "%(number)d things wait for you today.", len(first)
    )
    parts = [(_("Now"), found.now), (_("Today"), found.today), (_("Tomorrow"), _of_tomorrow(found, of))]
    return [waits % {"number": len(first)}, *_parts(parts, of)]


def _evening(found: Day[Task], of: Viewer, kept: int) -> list[str]:
    tomorrow, open_still = _of_tomorrow(found, of), [*found.now, *found.today]
    said = []
    if kept:
        word = ngettext("%(number)d bell kept today.", "%(number)d bells kept today.", kept)
        said.append(word % {"number": kept})
    if open_still:
        word = ngettext(
            "%(number)d thing is still open.", "%(number)d things are still open.", len(open_still)
        )
        said.append(word % {"number": len(open_still)})
    return said + list(_parts([(_("Still open"), found.now), (_("Tomorrow"), tomorrow)], of))


def _of_tomorrow(found: Day[Task], of: Viewer) -> list[Task]:
    ends = start_of(of.today + timedelta(days=2))
    return [task for task in found.later if task.due is not None and task.due < ends]


def _parts(parts: Sequence[tuple[str, Sequence[Task]]], of: Viewer) -> Iterator[str]:
    for title, some in parts:
        if some:
            yield "\n".join([title, *_lines(some, of)])


def _lines(some: Sequence[Task], of: Viewer) -> Iterator[str]:
    """One for each kind, in the order of the day: how many, the first hour, why it stands there."""
    places = places_of_task()
    kinds = [(band(task, places, at=of.at), task.kind) for task in some]
    counted = Counter(kinds)
    for stands, kind in list(counted)[:MOST]:
        first = next(task for task, each in zip(some, kinds, strict=True) if each == (stands, kind))
        name = label(kinds_of_task()["immediate" if first.peril else kind])
        number = f" ({counted[stands, kind]})" if counted[stands, kind] > 1 else ""
        yield f"- {name}{number}{_hour(first, of)} — {WHY[stands]}"


def _hour(task: Task, of: Viewer) -> str:
    if task.due is None:
        return ""
    if task.due < of.at:
        return _(", late since %(day)s") % {"day": moments.day(task.due)}
    return _(", %(day)s before %(hour)s") % {"day": moments.day(task.due), "hour": moments.clock(task.due)}
