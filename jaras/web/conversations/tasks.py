"""What waits in the inbox for a member: answers that did not leave, people who wait, calls to return."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.conversations import queries
from jaras.conversations.models import Conversation, Reply
from jaras.conversations.queries import Tray
from jaras.web.conversations import wording
from jaras.web.shell.day import Task, Viewer

MOST = 50


def waiting(viewer: Viewer) -> Iterator[Task]:
    """One's own; whoever holds the watch answers for what nobody holds."""
    for said in queries.on_a_desk(viewer.actor)[:MOST]:
        if _theirs(viewer, said.by_id) or _theirs(viewer, said.conversation.assigned_to_id):
            yield _unsent(said)
    for row in queries.tray(viewer.actor, Tray.WAITING)[:MOST]:
        if _theirs(viewer, row.assigned_to_id):
            yield _unanswered(row)


def _theirs(viewer: Viewer, member_id: int | None) -> bool:
    return member_id == viewer.actor.member_id or (viewer.on_watch and member_id is None)


def _unsent(said: Reply) -> Task:
    return Task(
        kind="unsent",
        what=_("An answer did not leave"),
        why=wording.fault(said.fault),
        href=f"{reverse('conversation', args=[said.conversation_id])}#reply-{said.pk}",
        since=said.at,
        who=wording.called(said.conversation),
        words=said.text,
    )


def _unanswered(row: Conversation) -> Task:
    return Task(
        kind="unanswered",
        what=_("Answer on %(channel)s") % {"channel": wording.channel(row.channel)},
        why=_("They wait for an answer."),
        href=reverse("conversation", args=[row.pk]),
        since=row.waiting_since or row.heard_at,
        who=wording.called(row),
    )
