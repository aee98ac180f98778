"""The addresses that are told what is new: listed, registered, corrected, stopped."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.hooks import actions, queries
from jaras.hooks.lists import kinds
from jaras.hooks.models import Hook
from jaras.hooks.rules import HooksVerb
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove
from jaras.web.hooks import words
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

room("hooks", gettext_lazy("Webhooks"), "send", HooksVerb.MANAGE)

SAID = {
    "pause": gettext_lazy("It rests: what happens meanwhile is not told."),
    "resume": gettext_lazy("It is told again, from now on; what waited leaves."),
    "retire": gettext_lazy("Nothing is told to this address any more."),
}


@permission(HooksVerb.MANAGE)
@require_GET
def index(request: Request) -> HttpResponse:
    context = {"hooks": queries.hooks(request.actor), "words": words}
    return render(request, "hooks/hooks.html", context)


@permission(HooksVerb.MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """An address, its name, what it is told; its secret is shown on the answer alone."""
    if request.method != "POST":
        return _form(request, {"name": "", "address": "", "kinds": list(kinds().codes())})
    said = _said(request)
    try:
        made = actions.register(**said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _form(request, said, refusal=refusal)
    return _secret(request, made)


@permission(HooksVerb.MANAGE)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    hook = found(request, pk)
    listed = queries.deliveries(hook, after=request.GET.get("after", ""))
    context = {
        "hook": hook,
        "deliveries": listed.rows,
        "after": listed.after,
        "continued": bool(request.GET.get("after")),
        "words": words,
        "at": timezone.now(),
    }
    return render(request, "hooks/hook.html", context)


@permission(HooksVerb.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    hook = found(request, pk)
    if request.method != "POST":
        return _form(request, {"name": hook.name, "address": hook.address, "kinds": hook.kinds}, hook=hook)
    said = _said(request)
    try:
        if request.POST.get("version") != str(hook.version):
            raise Conflict(hook)
        actions.amend(hook=hook, **said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _form(request, said, hook=hook, refusal=refusal)
    except Conflict:
        return _form(request, said, hook=found(request, pk), conflict=True)
    messages.success(request, _("It is saved; it counts from now on."))
    return redirect("hook", pk)


@permission(HooksVerb.MANAGE)
@never_cache
@require_POST
def secret(request: Request, pk: int) -> HttpResponse:
    """A new secret, on this answer alone; the former one goes on signing for two days."""
    made = actions.change_secret(hook=found(request, pk), by=request.actor, at=timezone.now())
    return _secret(request, made)


@permission(HooksVerb.MANAGE)
@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    if verb not in SAID:
        raise Http404
    try:
        actions.move(hook=found(request, pk), verb=verb, by=request.actor, at=timezone.now())
    except (IllegalMove, Conflict):
        messages.error(request, _("Somebody else changed it meanwhile."))
    else:
        messages.success(request, str(SAID[verb]))
    return redirect("hooks") if verb == "retire" else redirect("hook", pk)


def found(request: Request, pk: int) -> Hook:
    return get_object_or_404(Hook.objects.visible_to(request.actor), pk=pk)


def _said(request: Request) -> dict[str, Any]:
    typed = {name: request.POST.get(name, "") for name in ("name", "address")}
    return {**typed, "kinds": request.POST.getlist("kinds")}


def _form(
    request: Request,
    said: dict[str, Any],
    *,
    hook: Hook | None = None,
    refusal: Refused | None = None,
    conflict: bool = False,
) -> HttpResponse:
    context = {
        "said": said,
        "hook": hook,
        "refusal": refusal,
        "conflict": conflict,
        "choices": [(code, words.kind(code)) for code in kinds().codes()],
    }
    status = 400 if refusal else 409 if conflict else 200
    return render(request, "hooks/form.html", context, status=status)


def _secret(request: Request, made: actions.Registered) -> HttpResponse:
    return render(request, "hooks/secret.html", {"hook": made.hook, "secret": made.secret})
