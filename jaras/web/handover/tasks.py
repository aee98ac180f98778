"""What waits for whoever holds the watch, for whoever left it: lines to acknowledge, promises, questions."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jaras.governance.models import Watch
from jaras.handover import queries
from jaras.handover.models import HandoverLine, Promise
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer


def waiting(viewer: Viewer) -> Iterator[Task]:
    watch, number = queries.unread(viewer.actor)
    gave = watch is not None and watch.holder_id == viewer.actor.member_id
    if watch is not None and viewer.on_watch and number and not gave:
        yield _lines(watch, number)
    if watch is not None and gave:
        yield from (_question(line) for line in queries.asked_back(viewer.actor, watch))
    if viewer.on_watch:
        yield from (_promise(each, watch) for each in queries.promises(viewer.actor))


def _lines(watch: Watch, number: int) -> Task:
    left = ngettext("%(number)s thing to acknowledge", "%(number)s things to acknowledge", number)
    return Task(
        kind="handover",
        what=left % {"number": number},
        why=_("{name} left it to you.").format(name=watch.holder.called),
        href=reverse("handover", args=[watch.pk]),
        since=watch.ended_at or watch.started_at,
    )


def _question(line: HandoverLine) -> Task:
    return Task(
        kind="handover",
        what=_("Explain what you handed over"),
        why=_("Whoever came did not understand it."),
        href=f"{reverse('handover', args=[line.watch_id])}#line-{line.pk}",
        since=line.at,
        case_id=line.case_id,
    )


def _promise(promise: Promise, ended: Watch | None) -> Task:
    """It stands where it was handed over, else in the watch that lasts."""
    handed_over = promise.watch.ended_at is not None and ended is not None
    watch = ended.pk if handed_over and ended else promise.watch_id
    by = promise.by.called if promise.by else "Jaras"
    return Task(
        kind="promise",
        what=_("Keep what was promised"),
        why=_("{name} promised it on {day} at {hour}.").format(
            name=by, day=moments.day(promise.at), hour=moments.clock(promise.at)
        ),
        href=f"{reverse('handover', args=[watch])}#promise-{promise.pk}",
        since=promise.at,
        due=promise.due_at,
        case_id=promise.case_id,
        words=promise.words,
    )
