"""The members: list, page, roles, suspension."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaras.governance import actions, queries
from jaras.governance.models import Member, second_step_of
from jaras.governance.queries import doors
from jaras.governance.queries.effective import effective as effective_rights
from jaras.governance.roles import compartments, may_hold
from jaras.governance.roles import roles as table_of_roles
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.partners.lists import poles
from jaras.partners.models import Organisation
from jaras.territory import queries as territory
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SEARCH_LIMIT = 80

room("members", gettext_lazy("Members"), "people", GovernanceVerb.MEMBERS)


@permission(GovernanceVerb.MEMBERS)
@require_GET
def index(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:SEARCH_LIMIT]
    found = queries.members_page(request.actor, after=request.GET.get("after", ""), words=words)
    first = not request.GET.get("after") and not words
    context = {
        "members": [(member, queries.role_items(member.roles)) for member in found.rows],
        "after": found.after,
        "words": words,
        "invitations": queries.pending_invitations(request.actor) if first else [],
        "at": timezone.now(),
        "watch_is_limited": first and queries.watch_is_limited(),
    }
    return render(request, "governance/members.html", context)


@permission(GovernanceVerb.MEMBERS)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    return _shown(request, get_object_or_404(Member.objects.visible_to(request.actor), pk=pk))


@permission(GovernanceVerb.MEMBERS)
@require_POST
def roles(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.visible_to(request.actor), pk=pk)
    held = request.POST.getlist("roles")
    try:
        actions.change_roles(
            member=member,
            roles=held,
            organisation=chosen_organisation(request),
            pole=chosen_pole(request),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _shown(request, member, held=held, refusal=refusal)
    messages.success(request, _("The roles are changed; they count from the next page on."))
    return redirect("member", pk)


@permission(GovernanceVerb.MEMBERS)
@require_POST
def give_compartments(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.visible_to(request.actor), pk=pk)
    chosen = request.POST.getlist("compartments")
    try:
        actions.give_compartments(member=member, codes=chosen, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, member, refusal=refusal)
    messages.success(request, _("The compartments are as you say, from the next page on."))
    return redirect("member", pk)


@permission(GovernanceVerb.MEMBERS)
@require_POST
def limit_reach(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.visible_to(request.actor), pk=pk)
    chosen = {name: request.POST.getlist(name) for name in ("communes", "poles")}
    try:
        actions.limit_reach(member=member, **chosen, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, member, refusal=refusal)
    messages.success(request, _("The reach is as you say, from the next page on."))
    return redirect("member", pk)


@permission(GovernanceVerb.MEMBERS)
@require_POST
def suspend(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.visible_to(request.actor), pk=pk)
    try:
        actions.suspend(member=member, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The door is closed: their sessions are ended, their keys silent."))
    return redirect("member", pk)


@permission(GovernanceVerb.MEMBERS)
@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.visible_to(request.actor), pk=pk)
    actions.restore(member=member, by=request.actor, at=timezone.now())
    messages.success(request, _("The door is open again."))
    return redirect("member", pk)


def chosen_organisation(request: Request) -> Organisation | None:
    """The organisation of the form, among those this member sees."""
    chosen = request.POST.get("organisation", "")
    if not chosen.isdecimal() or len(chosen) > 18:
        return None
    return Organisation.objects.visible_to(request.actor).filter(pk=int(chosen)).first()


def chosen_pole(request: Request) -> str:
    chosen = request.POST.get("pole", "")
    return chosen if chosen in poles() else ""


def limits(communes: Sequence[str], codes: Sequence[str]) -> list[str]:
    """The names of the communes, of the poles to which somebody is limited."""
    known = {each.code: each.name for each in territory.communes()} if communes else {}
    named = [known[code] for code in communes if code in known]
    return [*named, *(poles()[code].name(get_language() or "") for code in codes)]


def choices(request: Request, *, organisation_id: int | None = None, pole: str = "") -> dict[str, Any]:
    """What the form of roles offers, with what is chosen."""
    if request.method == "POST":
        chosen = chosen_organisation(request)
        organisation_id, pole = chosen.pk if chosen else None, chosen_pole(request)
    language = get_language() or ""
    return {
        "commune_options": [(each.code, each.name) for each in territory.communes()],
        "all_poles": [(each.code, each.name(language)) for each in poles()],
        "reach": (request.POST.getlist("communes"), request.POST.getlist("poles")),
        "all_roles": list(table_of_roles()),
        "pole_options": [("", _("None")), *((each.code, each.name(language)) for each in poles())],
        "pole": pole,
        "organisation_id": organisation_id,
        "organisations": Organisation.objects.visible_to(request.actor).active(),
    }


def _shown(
    request: Request, member: Member, *, held: Sequence[str] | None = None, refusal: Refused | None = None
) -> HttpResponse:
    at, second_step = timezone.now(), second_step_of(member)
    context = choices(request, organisation_id=member.organisation_id, pole=member.pole) | {
        "member": member,
        "held": member.roles if held is None else held,
        "roles": queries.role_items(member.roles),
        "rights": queries.rights(member.roles),
        "effective": (rights := effective_rights(member, at=at)),
        "compartments": rights.compartments,
        "reach": (member.reach_communes, member.reach_poles),
        "reach_by": queries.last_change("member", member.pk, "ReachChanged"),
        "holdable": [
            item for item in compartments() if may_hold(item.code, roles=member.roles, pole=member.pole)
        ],
        "compartments_by": queries.last_change("member", member.pk, "CompartmentsChanged"),
        "second_step": second_step,
        "standing": second_step.standing(began_at=at, at=at),
        "mine": member.pk == request.actor.member_id,
        "seats": doors.sessions_of(member, request.actor, here="", at=at),
        "refusal": refusal,
    }
    return render(request, "governance/member.html", context, status=400 if refusal else 200)
