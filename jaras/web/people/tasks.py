"""What colleagues ask about persons waits for those who may see more."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.people import queries
from jaras.people.models import Inquiry
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer


def waiting(viewer: Viewer) -> Iterator[Task]:
    yield from (_look(asked, viewer) for asked in queries.inquiries(viewer.actor).rows)


def _look(asked: Inquiry, viewer: Viewer) -> Task:
    return Task(
        kind="elsewhere",
        what=_("Look whether they are known elsewhere"),
        why=_("a colleague asked %(duration)s ago")
        % {"duration": moments.duration(viewer.at - asked.asked_at)},
        href=reverse("inquiry", args=[asked.pk]),
        since=asked.asked_at,
        who=asked.person.name,
    )
