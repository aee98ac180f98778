"""The channels: set up or not, what they brought lately, what they say by themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.conversations import actions, queries
from jaras.conversations.lists import channels
from jaras.conversations.models import Arrival
from jaras.conversations.rules import readers
from jaras.conversations.rules.states import ConversationsVerb
from jaras.kernel import transports
from jaras.kernel.refusal import Refused
from jaras.web.conversations import wording
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SHOWN = 20


@dataclass(frozen=True)
class Shown:
    """One channel as its administrator reads it."""

    code: str
    hears: bool
    answers: bool
    acknowledges: bool
    last: datetime | None


@permission(ConversationsVerb.CHANNELS)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.set_channel(
                code=request.POST.get("code", ""),
                acknowledges=request.POST.get("acknowledges") == "yes",
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("It is written."))
        return redirect("channels")
    last = dict(Arrival.objects.values_list("channel").annotate(last=Max("at")).order_by())
    ways = transports.transports()
    shown = [
        Shown(
            code=item.code,
            hears=item.code in readers(),
            answers=item.code in ways and ways[item.code].ready,
            acknowledges=queries.acknowledges(item.code),
            last=last.get(item.code),
        )
        for item in channels()
        if item.code != "pasted"
    ]
    unread = list(queries.unreadable(request.actor)[:SHOWN])
    return render(
        request,
        "conversations/channels.html",
        {"channels": shown, "unread": unread, "wording": wording, "origin": settings.ORIGIN},
    )
