"""Who will hold the watch: the plan, its gaps, turns swapped between colleagues."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jaras.governance import actions
from jaras.governance.models import Swap, Turn
from jaras.governance.queries import roster as queries
from jaras.governance.queries.making import held_by_each
from jaras.governance.roles import WATCH_DUTY, duties, duty
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.making import Load
from jaras.governance.rules.roster import Span, TurnState
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.web.governance.faults import faults_in_words
from jaras.web.governance.roster_forms import PlanForm, SwapForm, TurnForm
from jaras.web.shell import moments
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

DAYS = 14
Answer = tuple[Callable[..., Swap], Callable[[], str]]
ANSWERS: dict[str, Answer] = {
    "accept": (actions.accept_swap, lambda: _("The turns are swapped.")),
    "decline": (actions.decline_swap, lambda: _("You declined; the turn stays with whoever asked.")),
    "withdraw": (actions.withdraw_swap, lambda: _("You took your question back.")),
}


@permission(GovernanceVerb.DUTY, GovernanceVerb.ROSTER)
@require_safe
def page(request: Request) -> HttpResponse:
    """Two weeks of the plan, from today or from the day that is asked for."""
    return _shown(request)


@permission(GovernanceVerb.ROSTER)
@require_POST
def plan(request: Request) -> HttpResponse:
    """One person, the same hours, from one day to another."""
    of, at = of_address(request), timezone.now()
    form = PlanForm(request.actor, of, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.plan_turns(
                member=said["member"],
                hours=form.hours(),
                note=said["note"],
                of=of,
                key=said["key"],
                by=request.actor,
                at=at,
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The turns are planned."))
            return redirect(_here(of, said["first"]))
    return _shown(request, form)


def _shown(request: Request, form: PlanForm | None = None) -> HttpResponse:
    at, me = timezone.now(), request.actor
    today = timezone.localtime(at).date()
    first = _day(request.GET.get("from", "")) or today
    may_plan, may_hold = me.can(GovernanceVerb.ROSTER), me.can(GovernanceVerb.DUTY)
    of = of_address(request)
    shown = queries.roster(me, first=first, days=DAYS, at=at, of=of)
    usual = {"first": today, "last": today}
    context = {
        "of": of,
        "duty": duties()[of],
        "covered": duty(of).covered,
        "duties": duties(),
        "tabs": [(_here(item.code), label(item), item.code == of, None) for item in duties()],
        "on_duty": queries.on_duty(me, at=at),
        "roster": shown,
        "shares": held_by_each([turn for day in shown.days for turn in day.turns]),
        "loads": [*Load],
        "swaps": queries.swaps_waiting(me, at=at),
        "first": first,
        "today": today,
        "now": at,
        "before": (first - timedelta(days=DAYS)).isoformat(),
        "after": (first + timedelta(days=DAYS)).isoformat(),
        "hours": hours,
        "faults_in_words": faults_in_words,
        "may_plan": may_plan,
        "may_hold": may_hold,
        "form": (form or PlanForm(me, of, initial=usual)) if may_plan else None,
    }
    return render(request, "governance/roster.html", context, status=400 if form else 200)


@permission(GovernanceVerb.DUTY, GovernanceVerb.ROSTER)
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: Request, pk: int) -> HttpResponse:
    """One turn: its planner changes it, its holder asks a colleague for a swap."""
    row, me = _found(request, pk), request.actor
    if request.method != "POST":
        return _one(request, row)
    form = TurnForm(me, row, request.POST)
    if not form.is_valid():
        return _one(request, row, form=form)
    said = form.cleaned_data
    try:
        if said["version"] != row.version:
            raise Conflict(row)
        actions.change_turn(
            turn=row,
            member=said["member"],
            starts_at=said["starts_at"],
            ends_at=said["ends_at"],
            note=said["note"],
            by=me,
            at=timezone.now(),
        )
    except Conflict:
        form.add_error(None, _("Somebody changed this turn meanwhile: it is shown above as it is now."))
        return _one(request, _found(request, pk), form=form.anew())
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _one(request, _found(request, pk), form=form)
    messages.success(request, _("The turn is changed."))
    return redirect(_here(row.duty))


@permission(GovernanceVerb.ROSTER)
@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    try:
        actions.cancel_turn(turn=_found(request, pk), by=request.actor, at=timezone.now())
    except Conflict:
        messages.error(request, _("Somebody changed this turn meanwhile: look at it again."))
        return redirect("roster_turn", pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The turn is cancelled."))
    return redirect("roster")


@permission(GovernanceVerb.DUTY)
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """Somebody else is asked to hold my turn."""
    row, at = _found(request, pk), timezone.now()
    form = SwapForm(queries.offers(row, request.actor, at=at), request.POST)
    if form.is_valid():
        offer = form.offer()
        try:
            actions.ask_swap(
                turn=row,
                of=offer.member,
                in_return=offer.in_return,
                note=form.cleaned_data["note"],
                by=request.actor,
                at=at,
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("%(name)s is asked.") % {"name": offer.member.called})
            return redirect("roster")
    return _one(request, row, swap_form=form)


@permission(GovernanceVerb.DUTY)
@require_POST
def answer(request: Request, pk: int, verb: str) -> HttpResponse:
    """Accepted, declined, taken back."""
    if verb not in ANSWERS:
        raise Http404
    swap = get_object_or_404(Swap.objects.visible_to(request.actor), pk=pk)
    do, said = ANSWERS[verb]
    try:
        do(swap=swap, by=request.actor, at=timezone.now())
    except Conflict:
        messages.error(request, _("Somebody changed this turn meanwhile: look at it again."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said())
    return redirect("roster")


def of_address(request: Request) -> str:
    """Which duty is looked at; the watch where none of the list is named."""
    said = request.GET.get("of", "")
    return said if said in duties() else WATCH_DUTY


def _here(of: str, first: date | None = None) -> str:
    asked = ({"of": of} if of != WATCH_DUTY else {}) | ({"from": first.isoformat()} if first else {})
    return reverse("roster") + (f"?{urlencode(asked)}" if asked else "")


def _found(request: Request, pk: int) -> Turn:
    return get_object_or_404(Turn.objects.visible_to(request.actor).select_related("member"), pk=pk)


def _one(
    request: Request, row: Turn, *, form: TurnForm | None = None, swap_form: SwapForm | None = None
) -> HttpResponse:
    at, me = timezone.now(), request.actor
    planned = row.state == TurnState.PLANNED
    may_ask = planned and row.member_id == me.member_id and row.starts_at > at
    asked = row.swaps.waiting().select_related("asked_of").first() if may_ask else None
    may_plan = planned and row.ends_at > at and me.can(GovernanceVerb.ROSTER)
    context = {
        "turn": row,
        "duty": duties()[row.duty],
        "planned": planned,
        "hours": hours,
        "form": (form or TurnForm(me, row)) if may_plan else None,
        "asked": asked,
        "swap_form": (swap_form or SwapForm(queries.offers(row, me, at=at)))
        if may_ask and not asked
        else None,
    }
    refused = (form and form.errors) or (swap_form and swap_form.errors)
    return render(request, "governance/roster_turn.html", context, status=400 if refused else 200)


def hours(span: Span | Turn) -> str:
    """From when until when, in the order of reading: "20:00 – 08:00"."""
    return f"{moments.clock(span.starts_at)} – {moments.clock(span.ends_at)}"


def _day(said: str) -> date | None:
    """A day that is written as one; those of other centuries are no plan."""
    try:
        day = date.fromisoformat(said[:10])
    except ValueError:
        return None
    return day if day.year in range(2000, 2200) else None
