"""Something is held back from being emptied, then no longer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.kernel.refusal import Refused
from jaras.privacy import actions, queries
from jaras.privacy.models import Hold
from jaras.privacy.rules import PrivacyVerb
from jaras.web.privacy.keeping import THINGS
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST_NUMBER = 18


@permission(PrivacyVerb.HOLD)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    typed = {name: request.POST.get(name, request.GET.get(name, "")) for name in ("kind", "thing", "reason")}
    if request.method != "POST":
        return _form(request, typed)
    try:
        actions.hold(
            kind=typed["kind"],
            thing_id=_number(typed["thing"]),
            reason=typed["reason"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _form(request, typed, refusal=refusal)
    messages.success(request, _("It is held back until somebody ends this."))
    return redirect("keeping")


@permission(PrivacyVerb.HOLD)
@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    held = get_object_or_404(Hold.objects.visible_to(request.actor), pk=pk)
    actions.end_hold(held=held, by=request.actor, at=timezone.now())
    messages.success(request, _("It is not held back any more."))
    return redirect("keeping")


def _number(typed: str) -> int:
    typed = typed.strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER):
        raise Refused(_("Write the number alone, as it stands in the address of its page."), field="thing")
    return int(typed)


def _form(request: Request, typed: dict[str, str], *, refusal: Refused | None = None) -> HttpResponse:
    rules = [(kind, THINGS[kind]) for kind in queries.kinds()]
    context = {"typed": typed, "refusal": refusal, "rules": rules}
    return render(request, "privacy/hold.html", context, status=422 if refusal else 200)
