"""Committees: which there are, who sits in them, which seats nobody holds."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.committees import actions as sessions
from jaras.committees import queries
from jaras.committees.rules import CommitteesVerb
from jaras.governance import actions
from jaras.governance.models import Committee, Mandate, Seat
from jaras.governance.queries import committees as governance
from jaras.governance.roles import committee_kinds, compartments
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.web.committees import words
from jaras.web.committees.forms import CommitteeForm, FoundForm, MandateForm, PlanForm, SeatForm, kind_of
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1
READS = (CommitteesVerb.SIT, CommitteesVerb.CONVENE, CommitteesVerb.FIGURES, GovernanceVerb.COMMITTEES)
MAY_READ = ["GET", "HEAD", "POST"]

room("committees", gettext_lazy("Committees"), "meeting", *READS)


@permission(*READS)
@require_GET
def index(request: Request) -> HttpResponse:
    """What awaits this member, what sits now, which committees there are."""
    me = request.actor
    context = {
        "mine": queries.mine(me),
        "living": queries.living_items(me),
        "committees": governance.committees(me),
        "counts": governance.empty_seats(me, on=timezone.localdate()),
        "may_compose": me.can(GovernanceVerb.COMMITTEES),
        "may_count": me.can(CommitteesVerb.FIGURES),
        "kinds": committee_kinds(),
        "answers": words.ANSWERS,
        "states": words.SESSIONS,
    }
    return render(request, "committees/committees.html", context)


@permission(GovernanceVerb.COMMITTEES)
@require_http_methods(MAY_READ)
def found(request: Request, kind: str) -> HttpResponse:
    if kind not in committee_kinds():
        raise Http404
    form = FoundForm(committee_kinds()[kind], request.POST if request.method == "POST" else None)
    made: list[Committee] = []
    if done(form, lambda: made.append(_founded(request, form))):
        messages.success(request, _("The committee is founded: say who sits in it."))
        return redirect("committee", made[0].pk)
    context = {"form": form, "kind": committee_kinds()[kind]}
    return render(request, "committees/found.html", context, status=400 if form.errors else 200)


def _founded(request: Request, form: FoundForm) -> Committee:
    return actions.found_committee(**form.said(), by=request.actor, at=timezone.now())


@permission(*READS)
@require_http_methods(MAY_READ)
def page(request: Request, pk: int) -> HttpResponse:
    """Its composition on this day; for whoever composes, the form of a name, of a quorum."""
    me, committee = request.actor, _committee(request, pk)
    if request.method == "POST" and not me.can(GovernanceVerb.COMMITTEES):
        raise Http404
    start = {name: getattr(committee, name) for name in ("name_fr", "name_ar", "quorum")}
    form = CommitteeForm(request.POST if request.method == "POST" else None, initial=start)
    if done(
        form,
        lambda: actions.amend_committee(committee=committee, **form.cleaned_data, by=me, at=timezone.now()),
    ):
        messages.success(request, _("It is written."))
        return redirect("committee", pk)
    return _shown(request, committee, form, PlanForm())


def _shown(request: Request, committee: Committee, form: CommitteeForm, plan: PlanForm) -> HttpResponse:
    me, at = request.actor, timezone.now()
    context = {
        "committee": committee,
        "seats": governance.composition(committee, on=timezone.localdate()),
        "kind": kind_of(committee),
        "compartment": compartments().get(committee.compartment),
        "sessions": queries.planned(committee, me, at=at) if me.can(CommitteesVerb.CONVENE) else [],
        "may_compose": me.can(GovernanceVerb.COMMITTEES),
        "may_plan": me.can(CommitteesVerb.CONVENE),
        "form": form,
        "plan": plan,
    }
    wrong = form.errors or plan.errors
    return render(request, "committees/committee.html", context, status=400 if wrong else 200)


@permission(CommitteesVerb.CONVENE)
@require_POST
def plan(request: Request, pk: int) -> HttpResponse:
    committee, form = _committee(request, pk), PlanForm(request.POST)
    if done(
        form,
        lambda: sessions.plan_session(
            committee=committee, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    ):
        messages.success(request, _("The session is planned: bring files before it from their own page."))
        return redirect("committee", pk)
    start = {name: getattr(committee, name) for name in ("name_fr", "name_ar", "quorum")}
    return _shown(request, committee, CommitteeForm(initial=start), form)


@permission(GovernanceVerb.COMMITTEES)
@require_http_methods(MAY_READ)
def add_seat(request: Request, pk: int) -> HttpResponse:
    committee = _committee(request, pk)
    form = SeatForm(data=request.POST if request.method == "POST" else None)
    if done(
        form,
        lambda: actions.add_seat(committee=committee, said=form.said(), by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("The institution sits from today on."))
        return redirect("committee", pk)
    return _asked(request, committee, form, _("Add an institution"), _("It sits"))


@permission(GovernanceVerb.COMMITTEES)
@require_http_methods(MAY_READ)
def seat(request: Request, pk: int) -> HttpResponse:
    there = _seat(request, pk)
    form = SeatForm(there, request.POST if request.method == "POST" else None)
    if done(
        form,
        lambda: actions.amend_seat(seat=there, said=form.said(), by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("It is written."))
        return redirect("committee", there.committee_id)
    return _asked(request, there.committee, form, there.called, _("Write it so"))


@permission(GovernanceVerb.COMMITTEES)
@require_POST
def end_seat(request: Request, pk: int) -> HttpResponse:
    there = _seat(request, pk)
    return _told(
        request,
        there.committee_id,
        lambda: actions.end_seat(seat=there, by=request.actor, at=timezone.now()),
        _("The institution sits no more."),
    )


@permission(GovernanceVerb.COMMITTEES)
@require_http_methods(MAY_READ)
def mandate(request: Request, pk: int) -> HttpResponse:
    there = _seat(request, pk)
    form = MandateForm(request.actor, request.POST if request.method == "POST" else None)
    if done(
        form,
        lambda: actions.give_mandate(seat=there, **form.said(), by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("The mandate is written."))
        return redirect("committee", there.committee_id)
    return _asked(request, there.committee, form, there.called, _("Give the mandate"), notice="member")


@permission(GovernanceVerb.COMMITTEES)
@require_POST
def end_mandate(request: Request, pk: int) -> HttpResponse:
    rows = Mandate.objects.visible_to(request.actor).select_related("seat")
    held = get_object_or_404(rows, pk=min(pk, LARGEST))
    on = max(timezone.localdate(), held.since)
    return _told(
        request,
        held.seat.committee_id,
        lambda: actions.end_mandate(mandate=held, on=on, by=request.actor, at=timezone.now()),
        _("The mandate ends today."),
    )


def done(form: forms.Form, do: Callable[[], object]) -> bool:
    """Whether what the form asks was done; a refusal is written beside its field."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        do()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except Conflict:
        form.add_error(None, _("Somebody wrote here at this very moment. Look, then do it again."))
    else:
        return True
    return False


def _told(request: Request, committee_id: int, do: Callable[[], object], said: str) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("committee", committee_id)


def _asked(
    request: Request, committee: Committee, form: forms.Form, title: str, button: str, notice: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"committee": committee, "form": form, "title": title, "button": button}
    context["notice"] = notice
    return render(request, "committees/ask.html", context, status=400 if form.errors else 200)


def _committee(request: Request, pk: int) -> Committee:
    return get_object_or_404(Committee.objects.visible_to(request.actor), pk=min(pk, LARGEST))


def _seat(request: Request, pk: int) -> Seat:
    rows = Seat.objects.visible_to(request.actor).select_related("committee")
    return get_object_or_404(rows, pk=min(pk, LARGEST))
