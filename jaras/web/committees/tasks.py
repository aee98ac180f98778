"""The sessions that await a member: that one does, nothing of what it is about."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.committees import queries
from jaras.committees.rules import Answer, SessionState
from jaras.web.shell.day import Task, Viewer


def waiting(viewer: Viewer) -> Iterator[Task]:
    for each in queries.mine(viewer.actor):
        session = each.item.session
        if each.answer == Answer.CANNOT:
            continue
        sits = session.state == SessionState.OPEN
        yield Task(
            kind="session",
            what=_("A session awaits you"),
            why=_("It sits now.") if sits else _("Say whether you come."),
            href=reverse("session_item", args=[each.item_id]),
            since=session.convened_at,
            due=session.starts_at,
        )
