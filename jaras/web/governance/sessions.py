"""Where members are signed in; the lock of their screen; every door closed at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.governance import actions
from jaras.governance.models import Member, Session
from jaras.governance.queries import doors
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation
from jaras.web.governance import threshold
from jaras.web.governance.members import chosen_organisation
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission()
@require_GET
def awake(request: Request) -> HttpResponse:
    """Asked by the script of the lock: whether it is shut, whose page this is, the guard of its forms."""
    at = timezone.now()
    locked = threshold.is_locked(request, at=at)
    if not locked and request.headers.get(threshold.MOVED):
        threshold.seen(request, at=at)
    answer = {"locked": locked, "member": request.actor.member_id, "guard": get_token(request)}
    return JsonResponse(answer)


@permission()
@require_http_methods(["GET", "POST"])
def unlock(request: Request) -> HttpResponse:
    """The lock on a page of its own; to the script of the lock, the answer alone."""
    at, by_script = timezone.now(), bool(request.headers.get(threshold.MOVED))
    if request.method == "POST":
        form = threshold.proved(request)
        if not form.is_valid():
            if by_script:
                said = [str(text) for texts in form.errors.values() for text in texts]
                return JsonResponse({"errors": said}, status=400)
            return threshold.locked_page(request, form=form)
        threshold.seen(request, at=at)
    elif threshold.is_locked(request, at=at):
        return threshold.locked_page(request)
    return HttpResponse(status=204) if by_script else redirect("home")


@permission()
@require_POST
def lock(request: Request) -> HttpResponse:
    actions.lock(session=_here(request), by=request.actor, at=timezone.now())
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "home")


@permission()
@require_POST
def end(request: Request, key: str) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.actor), pk=key)
    actions.end_session(session=session, by=request.actor, at=timezone.now())
    messages.success(request, _("This session is ended."))
    return redirect(_back(request, session.member_id))


@permission()
@require_POST
def end_all(request: Request, pk: int) -> HttpResponse:
    """Of one's own, all but this one; of somebody else, all."""
    rows = Member.objects.all() if pk == request.actor.member_id else _managed(request)
    member = get_object_or_404(rows, pk=pk)
    number = actions.end_sessions(member=member, but=_here(request), by=request.actor, at=timezone.now())
    messages.success(
        request,
        ngettext("%(number)d session is ended.", "%(number)d sessions are ended.", number)
        % {"number": number},
    )
    return redirect(_back(request, pk))


@permission(GovernanceVerb.CLOSE_DOORS)
@require_http_methods(["GET", "POST"])
def close(request: Request) -> HttpResponse:
    """The panic switch."""
    refusal = None
    if request.method == "POST":
        organisation = chosen_organisation(request)
        try:
            if request.POST.get("organisation") and organisation is None:
                raise Refused(_("Choose an organisation of the list, or everybody."), field="organisation")
            closure = actions.close_doors(
                organisation=organisation,
                reason=request.POST.get("reason", ""),
                session=_here(request),
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refused:
            refusal = refused
        else:
            said = ngettext(
                "%(number)d session is ended.", "%(number)d sessions are ended.", closure.sessions
            )
            messages.success(request, said % {"number": closure.sessions})
            return redirect("doors_close")
    context: dict[str, Any] = {
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
        "chosen": request.POST.get("organisation", ""),
        "organisations": Organisation.objects.visible_to(request.actor).active(),
        "closures": doors.closures(request.actor),
    }
    return render(request, "governance/doors_close.html", context, status=400 if refusal else 200)


def _managed(request: Request) -> Any:
    if not request.actor.can(GovernanceVerb.MEMBERS):
        raise Http404
    return Member.objects.visible_to(request.actor)


def _back(request: Request, member_id: int | None) -> str:
    return reverse("account") if member_id == request.actor.member_id else reverse("member", args=[member_id])


def _here(request: HttpRequest) -> str:
    key: str = request.session.row_key  # type: ignore[attr-defined]
    return key
