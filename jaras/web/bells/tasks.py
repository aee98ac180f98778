"""What bells ask of a member today."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.bells.models import Bell, BellHelp
from jaras.bells.queries.day import Waiting
from jaras.bells.queries.day import waiting as asked_of
from jaras.bells.rules import CARRIED, BellState
from jaras.web.bells.wording import name_of
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer


def waiting(viewer: Viewer) -> Iterator[Task]:
    found = asked_of(viewer.actor, until=viewer.horizon)
    for bell in found.bells:
        yield _task(bell, viewer, found)
    for help in found.help:
        yield _help(help, found)


def _task(bell: Bell, viewer: Viewer, found: Waiting) -> Task:
    me, carrier = viewer.actor.member_id, bell.who.called
    if bell.offered_to_id == me and bell.state in CARRIED:
        why = _("%(name)s asks whether you go on with it.") % {"name": carrier}
        return _drawn("bell_offered", bell, why, found)
    if bell.who_id == me and bell.state == BellState.RUNG:
        asker = name_of(bell.rung_by)
        return _drawn("bell_asked", bell, _("%(name)s asks you to carry it.") % {"name": asker}, found)
    if bell.who_id == me:
        return _due(bell, viewer, found)
    if bell.asked_id == me and bell.state == BellState.BLOCKED:
        why = _("What would unblock %(name)s: %(what)s") % {"name": carrier, "what": bell.unblocks}
        return _drawn("bell_blocked", bell, why, found)
    why = _("%(name)s declined: ask somebody else.") % {"name": carrier}
    return _drawn("bell_declined", bell, why, found)


def _due(bell: Bell, viewer: Viewer, found: Waiting) -> Task:
    why = _("You promised it · %(left)s") % {"left": moments.left(bell.due_at, at=viewer.at)}
    if bell.state == BellState.BLOCKED:
        why = f"{why} · {_('blocked, until: %(what)s') % {'what': bell.unblocks}}"
    review = bell.review_at
    if review is not None and review < bell.due_at and review < viewer.midnight <= bell.due_at:
        why = _("You wanted to look at it again on %(day)s.") % {"day": moments.day(review, at=viewer.at)}
        return _drawn("bell_due", bell, why, found, due_at=False)
    return _drawn("bell_due", bell, why, found)


def _drawn(kind: str, bell: Bell, why: str, found: Waiting, *, due_at: bool = True) -> Task:
    return Task(
        kind=kind,
        what=bell.what,
        why=why,
        href=reverse("bell", args=[bell.pk]),
        since=bell.rung_at,
        due=bell.due_at if kind == "bell_due" and due_at else None,
        case_id=bell.case_id if bell.case_id in found.cases else None,
    )


def _help(help: BellHelp, found: Waiting) -> Task:
    bell = help.bell
    part = help.part or bell.what
    return Task(
        kind="bell_help",
        what=part,
        why=_("%(name)s asks for your help.") % {"name": bell.who.called},
        href=reverse("bell", args=[bell.pk]),
        since=help.asked_at,
        case_id=bell.case_id if bell.case_id in found.cases else None,
    )
