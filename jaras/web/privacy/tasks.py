"""What waits under the law: for the officer, requests; for the head, copies to make."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.privacy import lists, queries
from jaras.privacy.models import RightsRequest
from jaras.privacy.rules import PrivacyVerb, RequestState
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer, end_of
from jaras.web.shell.templating import label


def waiting(viewer: Viewer) -> Iterator[Task]:
    if viewer.actor.can(PrivacyVerb.REQUESTS):
        yield from (_request(row) for row in queries.open_requests(viewer.actor))
    elif viewer.actor.can(PrivacyVerb.COPY):
        yield from (_copy(row) for row in queries.uncopied(viewer.actor))


def _request(row: RightsRequest) -> Task:
    what = _("Answer") if row.state == RequestState.IDENTITY_CHECKED else _("Check who asks")
    if row.state == RequestState.IDENTITY_CHECKED and row.right == "access" and not row.copies.all():
        what = _("A copy is being made")
    return _task(row, f"{label(lists.rights()[row.right])} · {what}", "privacy_request")


def _copy(row: RightsRequest) -> Task:
    return _task(row, _("Make the copy of what is held"), "privacy_copy")


def _task(row: RightsRequest, what: str, route: str) -> Task:
    return Task(
        kind="right",
        what=what,
        why=_("To be answered by %(day)s.") % {"day": moments.day(row.due_on)},
        href=reverse(route, args=[row.pk]),
        since=row.received_at,
        due=end_of(row.due_on),
        who=row.about,
    )
