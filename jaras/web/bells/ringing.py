"""A bell is rung, from any page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.bells import actions
from jaras.bells.rules import BellsVerb
from jaras.cases.models import Case
from jaras.intake.models import Report
from jaras.kernel.refusal import Refused
from jaras.web.bells.form import RingForm, quick_days
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import query

LARGEST = 2**63 - 1


@permission(BellsVerb.RING)
@require_http_methods(["GET", "HEAD", "POST"])
def ring(request: Request) -> HttpResponse:
    """The six answers as one sentence."""
    tied = _tied(request)
    if request.method != "POST":
        return _shown(request, RingForm(request.actor, **tied), tied)
    form = RingForm(request.actor, request.POST, **tied)
    if form.is_valid():
        try:
            bell = actions.ring(**form.said(), **tied, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The bell hangs."))
            return redirect(query(reverse("bell", args=[bell.pk]), rung=1))
    return _shown(request, form, tied, status=400)


@permission(BellsVerb.RING)
@require_POST
def proposed(request: Request) -> HttpResponse:
    """What the words typed so far mean: the day that is read, the role that is proposed."""
    form = RingForm(request.actor, request.POST, **_tied(request))
    form.is_valid()
    return render(request, "bells/_proposed.html", {"form": form})


def _shown(request: Request, form: RingForm, tied: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {"form": form, "tied": tied, "quick": quick_days(timezone.now())}
    return render(request, "bells/ring.html", context, status=status)


def _tied(request: HttpRequest) -> dict[str, Any]:
    """The case or the report from whose page the bell is rung."""
    said = request.POST if request.method == "POST" else request.GET
    found: dict[str, Any] = {}
    for name, model in (("case", Case), ("report", Report)):
        if not (typed := said.get(name, "")):
            continue
        if not typed.isdecimal() or not typed.isascii() or int(typed[:20]) > LARGEST:
            raise Http404
        rows: Any = model.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        found[name] = rows.filter(pk=int(typed)).first()
        if found[name] is None:
            raise Http404
    return found
