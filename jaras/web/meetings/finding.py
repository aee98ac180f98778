"""The meeting that an address names, for whoever may see it."""

from typing import TypeVar

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from jaras.meetings import queries
from jaras.meetings.models import Invitation, Meeting
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1
Row = TypeVar("Row", bound=models.Model)


def sought(request: Request, pk: int) -> Meeting:
    found = queries.found(request.actor, min(pk, LARGEST))
    if found is None:
        raise Http404
    return found


def row_of(request: Request, model: type[Row], pk: int) -> Row:
    """A row of a meeting this member sees, with the meeting."""
    rows = model.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    found: Row = get_object_or_404(rows.select_related("meeting"), pk=min(pk, LARGEST))
    return found


def own(request: Request, meeting: Meeting) -> Invitation | None:
    """The invitation of whoever looks."""
    rows = Invitation.objects.filter(meeting=meeting, member=request.actor.member_id or 0)
    return rows.select_related("member", "meeting").first()
