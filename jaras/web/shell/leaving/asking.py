"""The page that asks why a file leaves, before it is made."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jaras.kernel import exports
from jaras.kernel.exports import Written
from jaras.kernel.refusal import Refused
from jaras.web.shell.request import Request


def taken_out(
    request: Request, kind: str, *, what: Any, back: str, write: Callable[[datetime], Written]
) -> HttpResponse:
    """Ask the reason; once it is given, make the file, lead to where it waits for its maker."""
    at, reason, refusal = timezone.now(), "", None
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            exports.take_out(kind=kind, reason=reason, write=lambda: write(at), by=request.actor, at=at)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("The file waits for you here, until tomorrow."))
            return redirect("exports")
    elif request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    context = {
        "what": what,
        "back": back,
        "reason": reason,
        "refusal": refusal,
        "left": exports.left(kind, by=request.actor, at=at),
        "longest": exports.LONGEST_REASON,
        "address": request.get_full_path(),
    }
    return render(request, "shell/take_out.html", context, status=400 if refusal else 200)
