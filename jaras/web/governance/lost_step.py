"""A lost second step: asking to be vouched for, vouching, going on; "this was not me"."""

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.internal.stagekit import get_pending_stage
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jaras.governance import actions
from jaras.governance.models import LostStep, Member, actor_of
from jaras.governance.queries.lost_steps import code_of, disowned
from jaras.governance.roles import vouch_policy
from jaras.governance.rules import STOPPED, GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.web.governance.asked_here import asked_here, remember, standing_here
from jaras.web.shell.permission import permission, public
from jaras.web.shell.request import Request

LONGEST_MARK = 200


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: Request) -> HttpResponse:
    """After the password: say that the second step is lost, read the code aloud, go on once vouched for."""
    member = _at_the_door(request)
    if member is None:
        return redirect("second_step_due" if request.user.is_authenticated else "account_login")
    if request.method != "POST":
        return _shown(request, member)
    try:
        asked = actions.ask_for_vouching(by=actor_of(member), at=timezone.now())
    except Refused as refusal:
        return _shown(request, member, refusal=refusal)
    response = redirect("second_step_lost")
    remember(response, asked)
    return response


@public
@require_POST
def regained(request: Request) -> HttpResponse:
    """Two have vouched: come in, to put another second step in place."""
    member = _at_the_door(request)
    if member is None:
        return redirect("second_step_due" if request.user.is_authenticated else "account_login")
    asked = asked_here(request, member)
    if asked is None or asked.given_at is None:
        return _shown(request, member)
    stage = get_pending_stage(request)
    if stage is None:  # signed in before it was lost once more: that session is void
        return redirect("account_login")
    response: HttpResponse = stage.exit()
    return response


@permission(GovernanceVerb.VOUCH)
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def vouch(request: Request) -> HttpResponse:
    """Say that one recognised a colleague, having just proved oneself who one is."""
    if not did_recently_reauthenticate(request):
        here = urlencode({"next": reverse("vouch")})
        return redirect(f"{reverse('account_reauthenticate')}?{here}")
    said = {name: request.POST.get(name, "") for name in ("code", "name")}
    refusal = None
    if request.method == "POST":
        try:
            given = actions.vouch(**said, by=request.actor, at=timezone.now())
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _said(given))
            return redirect("vouch")
    context = {"said": said, "refusal": refusal, "policy": vouch_policy()}
    return render(request, "governance/vouch.html", context, status=400 if refusal else 200)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def disown(request: Request, mark: str) -> HttpResponse:
    """From the letter: whoever put this second step in place was somebody else."""
    found = disowned(mark[:LONGEST_MARK])
    if found is None:
        return render(request, "governance/disowned.html", {"state": "unknown"}, status=404)
    state = "asked"
    if request.method == "POST":
        member, step_id = found
        ended = actions.disown_second_step(authenticator_id=step_id, by=actor_of(member), at=timezone.now())
        state = "ended" if ended else "gone"
    return render(request, "governance/disowned.html", {"state": state, "mark": mark})


def _at_the_door(request: Request) -> Member | None:
    """Whoever proved their password here, and no more; nothing is open to them."""
    stage = get_pending_stage(request)
    if stage is not None and stage.key == AuthenticateStage.key:
        member = stage.login.user
        return member if isinstance(member, Member) and member.is_active else None
    at, who = timezone.now(), request.user
    if not isinstance(who, Member) or who.enrol_until is None:
        return None
    return who if standing_here(request, who, began_at=at, at=at) in STOPPED else None


def _shown(request: Request, member: Member, *, refusal: Refused | None = None) -> HttpResponse:
    at = timezone.now()
    mine = asked_here(request, member)
    waits = mine is not None and mine.ended_at is None and mine.until > at
    context: dict[str, Any] = {
        "member": member,
        "lost": mine,
        "code": code_of(mine) if mine and waits else "",
        "given": mine is not None and mine.given_at is not None and member.enrol_until is not None,
        "past": mine is not None and not waits and mine.given_at is None,
        "signed_in": request.user.is_authenticated,
        "policy": vouch_policy(),
        "refusal": refusal,
    }
    return render(request, "governance/second_step_lost.html", context, status=400 if refusal else 200)


def _said(lost: LostStep) -> str:
    local = timezone.localtime(lost.until)
    said = {"name": lost.member.called, "hour": f"{local:%H:%M}"}
    if lost.given_at:
        return _("You were the second: %(name)s may now put another second step in place.") % said
    return _("You vouched for %(name)s. Another colleague has to, before %(hour)s.") % said
