"""What exceptional access leaves to those who review it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.governance.models import ExceptionalAccess
from jaras.governance.queries import glass
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer, end_of


def waiting(viewer: Viewer) -> Iterator[Task]:
    yield from (_review(given, viewer) for given in glass.glass_to_review(viewer.actor))


def _review(given: ExceptionalAccess, viewer: Viewer) -> Task:
    due = end_of(given.review_on)
    late = given.review_on < viewer.today
    return Task(
        kind="glass_late" if late else "glass",
        what=_("Review an exceptional access"),
        why=_("{name} broke the glass {duration} ago · {left}").format(
            name=given.member.called,
            duration=moments.duration(viewer.at - given.asked_at),
            left=moments.left(due, at=viewer.at),
        ),
        href=reverse("exceptional_access", args=[given.pk]),
        since=given.asked_at,
        due=due,
    )
