"""The monthly letter as the cell sees it: sent at once, what came back, put right."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.kernel.refusal import Refused
from jaras.partners import actions, queries
from jaras.partners.models import Confirmation
from jaras.partners.rules import PartnersVerb
from jaras.web.partners.pages import find
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(PartnersVerb.AMEND)
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """The letter leaves now, whatever the month says."""
    try:
        actions.ask_partner(organisation=find(request, pk), by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The letter leaves: they confirm by one press."))
    return redirect("partner", pk)


@permission(PartnersVerb.AMEND)
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    rows = Confirmation.objects.visible_to(request.actor)
    found = get_object_or_404(rows, pk=pk)
    actions.settle_correction(confirmation=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Noted: the page says now what they wrote."))
    return redirect("partner", found.organisation_id)


def waiting(viewer: Viewer) -> Iterator[Task]:
    """What partners wrote that has changed."""
    for found in queries.corrections(viewer.actor):
        answered = found.answered_at or found.asked_at
        yield Task(
            kind="correction",
            what=_("Put the directory right"),
            why=_("{name} wrote it {duration} ago.").format(
                name=found.organisation.name, duration=moments.duration(viewer.at - answered)
            ),
            href=reverse("partner", args=[found.organisation_id]),
            since=answered,
            words=found.words,
        )
