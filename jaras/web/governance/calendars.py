"""My turns in my own calendar: the address, the file behind it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jaras.governance import actions
from jaras.governance.queries import calendars as queries
from jaras.governance.roles import WATCH_DUTY, duties
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.calendar import Entry, written
from jaras.web.shell.discreet import discreet
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label


@permission(GovernanceVerb.DUTY)
@require_POST
def share(request: Request) -> HttpResponse:
    actions.share_calendar(by=request.actor, at=timezone.now())
    messages.success(request, _("Your address is ready: give it to your calendar."))
    return redirect(reverse("roster") + "#calendar")


@permission(GovernanceVerb.DUTY)
@require_POST
def end(request: Request) -> HttpResponse:
    actions.end_calendar(by=request.actor, at=timezone.now())
    messages.success(request, _("The address no longer gives anything."))
    return redirect(reverse("roster") + "#calendar")


@discreet
@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """The file as calendars fetch it: hours alone, no name, no note."""
    owner, at = queries.owner_of(token), timezone.now()
    if owner is None:
        raise Http404
    house = settings.ORIGIN.partition("://")[2]
    with translation.override(owner.language or settings.LANGUAGE_CODE):
        entries = [
            Entry(
                uid=f"turn-{turn.pk}@{house}",
                version=turn.version,
                starts_at=turn.starts_at,
                ends_at=turn.ends_at,
                title=_("On watch") if turn.duty == WATCH_DUTY else label(duties()[turn.duty]),
                address=settings.ORIGIN + reverse("roster_turn", args=[turn.pk]),
            )
            for turn in queries.turns_of(owner, at=at)
        ]
        body = written(entries, name=_("My watches"), at=at)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
