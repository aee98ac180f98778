"""One stop, in the street: reached, counted by presses, somebody met reported."""

from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaras.kernel.refusal import Refused
from jaras.rounds import actions, queries
from jaras.rounds.models import RoundStop
from jaras.rounds.rules import COUNTED, RoundsVerb
from jaras.web.rounds import wording
from jaras.web.rounds.page import LARGEST
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(RoundsVerb.WORK)
@require_GET
def stop(request: Request, pk: int) -> HttpResponse:
    found = _stop(request, pk)
    return render(request, "rounds/stop.html", _context(request, found))


@permission(RoundsVerb.WORK)
@require_POST
def reach(request: Request, pk: int) -> HttpResponse:
    """The team is there: the page on which it counts."""
    found = _stop(request, pk)
    try:
        actions.reach(stop=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("round", found.round_id)
    return redirect("round_stop", found.pk)


@permission(RoundsVerb.WORK)
@require_POST
def count(request: Request, pk: int) -> HttpResponse:
    """One press: one more, or the last one taken back."""
    found, refused = _stop(request, pk), ""
    pressed = request.POST.get("add") or request.POST.get("back") or ""
    kind, _colon, code = pressed.partition(":")
    action = actions.count if "add" in request.POST else actions.take_back
    token = request.POST.get("token", "")[:32] or token_hex(12)
    try:
        action(stop=found, kind=kind, code=code, token=token, by=request.actor, at=timezone.now())
    except Refused as refusal:
        refused = str(refusal)
    if request.htmx:
        return render(request, "rounds/_counters.html", _context(request, found, refused))
    if refused:
        messages.warning(request, refused)
    return redirect("round_stop", found.pk)


@permission(RoundsVerb.WORK)
@require_POST
def report(request: Request, pk: int) -> HttpResponse:
    """Somebody met becomes a report."""
    found = _stop(request, pk)
    token = request.POST.get("token", "")[:32] or token_hex(12)
    words = request.POST.get("words", "")
    try:
        made = actions.report_met(stop=found, token=token, words=words, by=request.actor, at=timezone.now())
    except Refused as refusal:
        context = _context(request, found, typed=words, unsaid=str(refusal))
        return render(request, "rounds/stop.html", context, status=400)
    messages.success(request, _("The report is in the house: whoever holds the watch sees it."))
    return redirect("report", made.pk)


def _stop(request: Request, pk: int) -> RoundStop:
    rows = RoundStop.objects.visible_to(request.actor).select_related("round", "place__commune")
    return get_object_or_404(rows.defer("place__commune__boundary"), pk=min(pk, LARGEST))


def _context(
    request: Request, found: RoundStop, refused: str = "", typed: str = "", unsaid: str = ""
) -> dict[str, Any]:
    counts = queries.by_stop([found.round]).get(found.pk, {})
    return {
        "stop": found,
        "round": found.round,
        "sections": wording.sections(counts, all_codes=True),
        "met": wording.met(counts),
        "open": found.round.state in COUNTED,
        "token": token_hex(12),
        "report_token": token_hex(12),
        "reports": queries.reports_of([found], request.actor).get(found.pk, []),
        "refused": refused,
        "typed": typed,
        "unsaid": unsaid,
    }
