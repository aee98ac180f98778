"""One's own account: name, language, ways to sign in, keys, rights."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaras.governance import actions, queries
from jaras.governance.models import AccessToken
from jaras.governance.queries import doors
from jaras.governance.queries.effective import effective as effective_rights
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission()
@require_GET
def page(request: Request) -> HttpResponse:
    return _shown(request)


@permission()
@require_POST
def profile(request: Request) -> HttpResponse:
    said = {name: request.POST.get(name, "") for name in ("name", "name_ar", "telephone")}
    try:
        actions.change_profile(**said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, said=said, refusal=refusal)
    messages.success(request, _("Your profile is saved."))
    return redirect("account")


@permission(GovernanceVerb.TOKENS)
@require_POST
def new_token(request: Request) -> HttpResponse:
    """The key is in this one answer, nowhere else."""
    name = request.POST.get("token_name", "")
    try:
        token, secret = actions.create_token(name=name, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, said={"token_name": name}, refusal=Refused(refusal, field="token_name"))
    response = render(request, "governance/token.html", {"token": token, "secret": secret})
    response["Cache-Control"] = "no-store"
    return response


@permission(GovernanceVerb.TOKENS)
@require_POST
def revoke_token(request: Request, pk: int) -> HttpResponse:
    token = get_object_or_404(AccessToken.objects.visible_to(request.actor), pk=pk)
    actions.revoke_token(token=token, by=request.actor, at=timezone.now())
    messages.success(request, _("This key no longer opens anything."))
    return redirect("account")


def _shown(
    request: Request, *, said: dict[str, str] | None = None, refusal: Refused | None = None
) -> HttpResponse:
    member = queries.member_of(request.actor)
    typed = {"name": member.name, "name_ar": member.name_ar, "telephone": member.telephone, "token_name": ""}  # nosec B105 - a word, no password
    context: dict[str, Any] = {
        "member": member,
        "said": typed | (said or {}),
        "refusal": refusal,
        "roles": queries.role_items(member.roles),
        "rights": queries.rights(member.roles),
        "effective": effective_rights(member, at=timezone.now()),
        "factors": _factors(member.pk),
        "seats": doors.sessions_of(
            member,
            request.actor,
            here=request.session.row_key,  # type: ignore[attr-defined]
            at=timezone.now(),
        ),
        "vouches": request.actor.can(GovernanceVerb.VOUCH),
        "holds_keys": request.actor.can(GovernanceVerb.TOKENS),
        "tokens": AccessToken.objects.visible_to(request.actor).in_force(),
    }
    return render(request, "governance/account.html", context, status=400 if refusal else 200)


def _factors(member_id: int) -> dict[str, int]:
    """How many of each second step this member has."""
    kinds = list(Authenticator.objects.filter(user_id=member_id).values_list("type", flat=True))
    return {kind.value: kinds.count(kind.value) for kind in Authenticator.Type}
