"""The second step of signing in where roles ask for it: put in place, put off, gone on from."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jaras.governance import actions, queries
from jaras.governance.models import second_step_of
from jaras.governance.rules import Standing
from jaras.kernel.refusal import Refused
from jaras.web.governance import waiting
from jaras.web.governance.asked_here import standing_here
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission()
@require_GET
@never_cache
def due(request: Request) -> HttpResponse:
    """What stands between a member and their pages; once it is in place, the way back to what they wanted."""
    return _shown(request)


@permission()
@require_POST
def later(request: Request) -> HttpResponse:
    try:
        actions.put_off_second_step(by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, refusal=refusal)
    return redirect("second_step_due")


def _shown(request: Request, *, refusal: Refused | None = None) -> HttpResponse:
    member = queries.member_of(request.actor)
    known = second_step_of(member)
    at = timezone.now()
    standing = standing_here(request, member, began_at=at, at=at)
    wanted = waiting.told(request)
    if standing in (Standing.HELD, Standing.SOON, Standing.FREE) and not wanted["kept"]:
        response: HttpResponse = redirect(wanted["path"] or "home")
        waiting.forget(response)
        return response
    context = {
        "member": member,
        "standing": standing,
        "roles": queries.role_items(member.roles),
        "rule": known.rule,
        "laters_left": known.laters_left() if standing is Standing.DUE else 0,
        "wanted": wanted,
        "refusal": refusal,
    }
    return render(request, "governance/second_step_due.html", context, status=400 if refusal else 200)
