"""One round: planned, its route, on the road, back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.kernel.refusal import Refused
from jaras.rounds import actions, lists, queries
from jaras.rounds.models import WORD, Round
from jaras.rounds.rules import ROUTE_OPEN, RoundState, RoundsVerb
from jaras.web.rounds import wording
from jaras.web.rounds.forms import RoundForm, StopForm
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1


@permission(RoundsVerb.PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    me, at = request.actor, timezone.now()
    if request.method != "POST":
        evening = timezone.localtime(at).replace(hour=21, minute=0)
        first = {"starts_at": evening, "leader": str(me.member_id), "way": "foot"}
        return render(request, "rounds/plan.html", {"form": RoundForm(me, initial=first)})
    form = RoundForm(me, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.plan_round(
                starts_at=said["starts_at"],
                way=said["way"],
                leader=form.members[said["leader"]],
                team=[form.members[key] for key in said["team"]],
                by=me,
                at=at,
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The round is planned: write its route."))
            return redirect("round", made.pk)
    return render(request, "rounds/plan.html", {"form": form}, status=400)


@permission(RoundsVerb.READ)
@require_GET
def show(request: Request, pk: int) -> HttpResponse:
    return _shown(request, _round(request, pk))


@permission(RoundsVerb.READ)
@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The route on one A4 page, with boxes for a pen."""
    found = _round(request, pk)
    context = _context(request, found) | {"rest": range(max(2, 12 - found.stops.count()))}
    return render(request, "rounds/sheet.html", context | {"groups": list(lists.groups())})


@permission(RoundsVerb.WORK)
@require_POST
def add_stop(request: Request, pk: int) -> HttpResponse:
    found = _round(request, pk)
    form = StopForm(request.actor, request.POST)
    if form.is_valid():
        try:
            actions.add_stop(round=found, **form.said(found), by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("round", found.pk)
    return _shown(request, found, form)


MOVES: dict[str, Callable[..., object]] = {
    "start": actions.start,
    "end": actions.end,
    "cancel": actions.cancel,
}


@permission(RoundsVerb.WORK)
@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """It starts, ends, does not take place."""
    found, action = _round(request, pk), MOVES.get(verb)
    if action is None:
        raise Http404
    said = {"word": request.POST.get("word", "")} if verb == "end" else {}
    try:
        action(round=found, **said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        if refusal.field:
            return _shown(request, found, refusal=refusal)
        messages.warning(request, str(refusal))
    return redirect("round", found.pk)


def _round(request: Request, pk: int) -> Round:
    found = queries.found(request.actor, min(pk, LARGEST))
    if found is None:
        raise Http404
    return found


def _shown(
    request: Request, found: Round, form: StopForm | None = None, refusal: Refused | None = None
) -> HttpResponse:
    works = request.actor.can(RoundsVerb.WORK)
    if form is None and works and found.state in ROUTE_OPEN:
        form = StopForm(request.actor)
    context = _context(request, found) | {
        "form": form,
        "works": works,
        "may_plan": request.actor.can(RoundsVerb.PLAN),
        "refusal": refusal,
        "word": request.POST.get("word", ""),
        "longest": WORD,
    }
    wrong = refusal is not None or (form is not None and bool(form.errors))
    return render(request, "rounds/round.html", context, status=400 if wrong else 200)


def _context(request: Request, found: Round) -> dict[str, Any]:
    stops = queries.stops(found)
    counts = queries.by_stop([found])
    reports = queries.reports_of(stops, request.actor)
    total = queries.total(counts.values())
    going = found.state == RoundState.UNDER_WAY
    return {
        "round": found,
        "team": list(found.members.all()),
        "stops": [
            (stop, wording.sections(counts.get(stop.pk, {})), reports.get(stop.pk, [])) for stop in stops
        ],
        "next": next((stop for stop in stops if stop.reached_at is None), None) if going else None,
        "met": wording.met(total),
        "said": wording.sections(total),
        "states": wording.STATES,
        "way": lists.ways().get(found.way),
    }
