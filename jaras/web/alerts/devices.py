"""The devices of a member on which alerts ring: added by the browser itself, taken off."""

from functools import cache
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaras.alerts import actions
from jaras.alerts.models import Device
from jaras.alerts.rules import AlertsVerb
from jaras.kernel.refusal import Refused
from jaras.web.governance import user_agents
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(AlertsVerb.ANSWER)
@require_POST
def add(request: Request) -> HttpResponse:
    """What the browser says of where it is reached, after the member agreed to be called there."""
    said = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    name = user_agents.in_words(request.headers.get("User-Agent", ""))
    try:
        actions.add_device(**said, name=name, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Alerts ring on this device: a first message comes in a moment."))
    return redirect("alerts")


@permission(AlertsVerb.ANSWER)
@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    device = get_object_or_404(Device.objects.visible_to(request.actor), pk=pk)
    actions.end_device(device=device, by=request.actor, at=timezone.now())
    messages.success(request, _("Nothing rings there any more."))
    return redirect("alerts")


@permission(AlertsVerb.ANSWER)
@require_GET
def worker(request: Request) -> HttpResponse:
    """What the browser runs when a message comes; it rules the pages beside it, no others."""
    return HttpResponse(_worker(), "text/javascript")


@cache
def _worker() -> bytes:
    return Path(__file__).with_name("worker.js").read_bytes()
