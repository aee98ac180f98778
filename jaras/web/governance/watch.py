"""Who answers tonight: the watch, its handover, its journal."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.governance import actions, queries
from jaras.governance.actions.watch import WatchHeld
from jaras.governance.models import Member, Watch
from jaras.governance.queries import roster
from jaras.governance.rules import GovernanceVerb, may_end_watch
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

AHEAD = timedelta(hours=36)


@permission()
@require_GET
def state(request: Request) -> HttpResponse:
    """The words of the top bar: who holds the watch, until when; who is planned where nobody does."""
    at = timezone.now()
    planned = None
    if request.actor.can(GovernanceVerb.WATCH) and queries.current_watch(at=at) is None:
        planned = roster.next_turn(at=at)
    return render(request, "governance/_watch.html", {"coming_next": planned})


@permission(GovernanceVerb.WATCH)
@require_POST
def take(request: Request) -> HttpResponse:
    try:
        actions.take_watch(by=request.actor, at=timezone.now())
    except WatchHeld as held:
        messages.warning(request, str(held))
        return redirect("watch_hand_over", held.watch.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You hold the watch."))
    return _back(request)


@permission(GovernanceVerb.WATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    watch = get_object_or_404(Watch.objects.visible_to(request.actor).select_related("holder"), pk=pk)
    if watch.ended_at:
        messages.info(request, _("This watch has already ended."))
        return redirect("watches")
    if request.method != "POST":
        return _shown(request, watch)
    chosen = request.POST.get("to", "")
    if not chosen.isdecimal() or len(chosen) > 18:
        return _shown(request, watch, Refused(_("Choose who holds the watch next."), field="to"))
    following = get_object_or_404(Member.objects.visible_to(request.actor), pk=int(chosen))
    try:
        actions.hand_over_watch(
            watch=watch,
            to=following,
            note=request.POST.get("note", ""),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _shown(request, watch, refusal)
    messages.success(request, _("%(name)s holds the watch.") % {"name": following.called})
    return redirect("handover", watch.pk)


@permission(GovernanceVerb.WATCH)
@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    watch = get_object_or_404(Watch.objects.visible_to(request.actor).select_related("holder"), pk=pk)
    try:
        actions.end_watch(watch=watch, note=request.POST.get("note", ""), by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, watch, refusal)
    messages.warning(request, _("Nobody holds the watch now."))
    return redirect("watches")


@permission(GovernanceVerb.WATCH)
@require_GET
def journal(request: Request) -> HttpResponse:
    """Past watches with what each left to the next."""
    found = queries.watches_page(request.actor, after=request.GET.get("after", ""))
    return render(request, "governance/watches.html", {"watches": found.rows, "after": found.after})


def _shown(request: Request, watch: Watch, refusal: Refused | None = None) -> HttpResponse:
    at, me = timezone.now(), request.actor
    context = {
        "watch": watch,
        "mine": watch.holder_id == me.member_id,
        "may_end": _may_end(me, watch),
        "late": watch.until is not None and at >= watch.until,
        "next_holders": [
            (str(each.pk), each.called) for each in queries.next_holders(me) if each.pk != watch.holder_id
        ],
        "note": request.POST.get("note", ""),
        "chosen": request.POST.get("to", "") or str(_following(watch, me, at=at)),
        "refusal": refusal,
    }
    return render(request, "governance/watch_hand_over.html", context, status=400 if refusal else 200)


def _following(watch: Watch, me: Actor, *, at: datetime) -> int | str:
    """Whoever relieves somebody holds it next; else whoever is planned."""
    if watch.holder_id != me.member_id:
        return me.member_id or ""
    turns = roster.coming(me, since=max(at, watch.until or at), until=at + AHEAD, most=1)
    return turns[0].member_id if turns else ""


def _may_end(actor: Actor, watch: Watch) -> bool:
    return may_end_watch(
        mine=watch.holder_id == actor.member_id,
        relieves=actor.can(GovernanceVerb.RELIEVE),
        until=watch.until,
        at=timezone.now(),
    )


def _back(request: Request) -> HttpResponseRedirect:
    """To the page where the tap was made."""
    came_from = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(came_from if safe else reverse("home"))
