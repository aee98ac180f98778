"""Doors opened once: inviting, renewing, coming in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.governance import actions, queries
from jaras.governance.models import Invitation
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.web.governance.members import choices, chosen_organisation, chosen_pole, limits
from jaras.web.shell.permission import permission, public
from jaras.web.shell.request import Request

LONGEST_TOKEN = 100


@permission(GovernanceVerb.MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request) -> HttpResponse:
    said = {name: request.POST.get(name, "") for name in ("email", "name")}
    context = choices(request) | {"said": said, "held": request.POST.getlist("roles"), "refusal": None}
    if request.method != "POST":
        return render(request, "governance/invite.html", context)
    try:
        invitation = actions.invite(
            **said,
            roles=request.POST.getlist("roles"),
            organisation=chosen_organisation(request),
            pole=chosen_pole(request),
            communes=request.POST.getlist("communes"),
            poles=request.POST.getlist("poles"),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return render(request, "governance/invite.html", context | {"refusal": refusal}, status=400)
    return redirect("invitation_sent", invitation.pk)


@permission(GovernanceVerb.MEMBERS)
@require_GET
@never_cache
def sent(request: Request, pk: int) -> HttpResponse:
    """What was written to them, so that an administrator may hand the key over where no mail arrives."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor).pending(), pk=pk)
    link = settings.ORIGIN + reverse("invitation", args=[queries.key_of(invitation)])
    context = {
        "invitation": invitation,
        "roles": queries.role_items(invitation.roles),
        "limits": limits(invitation.reach_communes, invitation.reach_poles),
        "open": invitation.expires_at > timezone.now(),
        "link": link,
    }
    return render(request, "governance/invitation_sent.html", context)


@permission(GovernanceVerb.MEMBERS)
@require_POST
def renew(request: Request, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor).pending(), pk=pk)
    actions.renew_invitation(invitation=invitation, by=request.actor, at=timezone.now())
    messages.success(request, _("A new key is on its way; the former one opens nothing."))
    return redirect("invitation_sent", pk)


@permission(GovernanceVerb.MEMBERS)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor).pending(), pk=pk)
    actions.withdraw_invitation(invitation=invitation, by=request.actor, at=timezone.now())
    messages.success(request, _("This invitation opens nothing any more."))
    return redirect("members")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: Request, token: str) -> HttpResponse:
    """Choose one's name, one's password; then the work begins."""
    at = timezone.now()
    invitation = queries.invitation_of(token[:LONGEST_TOKEN], at=at)
    if invitation is None:
        return render(request, "governance/invitation_closed.html", status=404)
    said = {"name": request.POST.get("name", invitation.name)}
    context = {"invitation": invitation, "roles": queries.role_items(invitation.roles), "said": said}
    if request.method != "POST":
        return render(request, "governance/invitation.html", context | {"refusal": None})
    try:
        member = actions.accept_invitation(
            token=token,
            name=said["name"],
            password=request.POST.get("password", ""),
            language=translation.get_language() or settings.LANGUAGE_CODE,
            by=request.actor,
            at=at,
        )
    except Refused as refusal:
        return render(request, "governance/invitation.html", context | {"refusal": refusal}, status=400)
    login(request, member, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
