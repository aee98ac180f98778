"""A meeting that comes round again: planned, its members, its end."""

from datetime import time

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.governance.models import Member
from jaras.kernel.refusal import Refused
from jaras.meetings import actions
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Meeting, Series
from jaras.meetings.rules import MeetingsVerb, next_of
from jaras.territory.lists import holidays
from jaras.web.meetings import wording
from jaras.web.meetings.finding import LARGEST
from jaras.web.meetings.forms import SeriesForm
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(MeetingsVerb.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    me, at = request.actor, timezone.now()
    if request.method != "POST":
        today = timezone.localdate(at)
        first = {"kind": "CELL", "first_on": today, "hour": time(10), "facilitator": str(me.member_id)}
        return render(request, "meetings/plan_series.html", {"form": SeriesForm(me, initial=first)})
    form = SeriesForm(me, request.POST)
    if form.is_valid():
        try:
            made = actions.plan_series(**form.said(), by=me, at=at)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            actions.plan_next(series=made, by=me, at=at)
            messages.success(request, _("The series is planned; its next meeting is there."))
            return redirect("series", made.pk)
    return render(request, "meetings/plan_series.html", {"form": form}, status=400)


@permission(MeetingsVerb.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, pk: int) -> HttpResponse:
    """Who belongs to it, which day comes next, which holiday it leaves out."""
    rows = Series.objects.visible_to(request.actor).select_related("facilitator", "site")
    series = get_object_or_404(rows, pk=min(pk, LARGEST))
    may_run = request.actor.can(MeetingsVerb.RUN)
    colleagues = list(Member.objects.visible_to(request.actor).active()) if may_run else []
    if request.method == "POST":
        if not may_run:
            raise Http404
        return _changed(request, series, colleagues)
    zone, at = timezone.get_default_timezone(), timezone.now()
    closed = () if meeting_kinds()[series.kind]["on_holidays"] else holidays()
    coming = Meeting.objects.visible_to(request.actor).coming().filter(series=series)
    context = {
        "series": series,
        "kind": meeting_kinds()[series.kind],
        "belong": [each.member for each in series.members.select_related("member")],
        "choices": [(each.pk, each.called) for each in colleagues],
        "next": coming.order_by("starts_at").first(),
        "following": next_of(series.rhythm, first=series.first_on, after=at, holidays=closed, zone=zone),
        "past": Meeting.objects.visible_to(request.actor).closed().filter(series=series)[:12],
        "wording": wording,
        "may_run": may_run,
    }
    return render(request, "meetings/series.html", context)


def _changed(request: Request, series: Series, colleagues: list[Member]) -> HttpResponse:
    if request.POST.get("do") == "end":
        actions.end_series(series=series, by=request.actor, at=timezone.now())
        messages.success(request, _("The series has ended; no further meeting is planned."))
        return redirect("series", series.pk)
    chosen = set(request.POST.getlist("members"))
    members = [each for each in colleagues if str(each.pk) in chosen]
    actions.set_members(series=series, members=members, by=request.actor, at=timezone.now())
    messages.success(request, _("Noted: they are invited from the next meeting on."))
    return redirect("series", series.pk)
