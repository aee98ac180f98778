"""A partner's help as members follow it: how far the request came, written again, answered by telephone."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jaras.bells import actions
from jaras.bells.models import BellHelp
from jaras.bells.queries import letters as queries
from jaras.bells.queries.letters import Reached
from jaras.bells.rules import BellsVerb
from jaras.kernel.refusal import Refused
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1
LONGEST = 2000
# Its sign, its word, what to do about it.
WAYS = {
    Reached.PROTECTED: (
        "call",
        gettext_lazy("To be called"),
        gettext_lazy(
            "This file is shared with few: no letter leaves. Call them, then write down what they say."
        ),
    ),
    Reached.NO_ADDRESS: (
        "call",
        gettext_lazy("No e-mail address"),
        gettext_lazy("Write an address, or call them, then write down what they say."),
    ),
    Reached.WAITING: ("clock", gettext_lazy("The letter leaves in a moment"), ""),
    Reached.UNDELIVERED: (
        "alert",
        gettext_lazy("The letter did not arrive"),
        gettext_lazy("Write another address, or call them, then write down what they say."),
    ),
    Reached.LEFT: (
        "send",
        gettext_lazy("Sent, not opened yet"),
        gettext_lazy("A reminder leaves after two days."),
    ),
    Reached.SEEN: (
        "eye",
        gettext_lazy("Opened, no answer yet"),
        gettext_lazy("A reminder leaves after two days."),
    ),
    Reached.ANSWERED: ("check", gettext_lazy("Answered"), ""),
}
SAID = {
    "renew": gettext_lazy("A new letter leaves; the older link opens nothing any more."),
    "accept": gettext_lazy("Written down: they help."),
    "decline": gettext_lazy("Written down: they cannot."),
    "note": gettext_lazy("It has left your day."),
}


@permission(BellsVerb.RING)
@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    return _show(request, _find(request, pk))


@permission(BellsVerb.RING)
@require_POST
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    asked, by, at = _find(request, pk), request.actor, timezone.now()
    said = {name: request.POST.get(name, "")[:LONGEST] for name in ("email", "reason", "signed")}
    try:
        if verb == "renew":
            actions.renew_link(asked=asked, email=said["email"], by=by, at=at)
        elif verb in ("accept", "decline"):
            actions.answer_for_partner(
                asked=asked, verb=verb, reason=said["reason"], signed=said["signed"], by=by, at=at
            )
        elif verb == "note":
            actions.note_help(asked=asked, by=by, at=at)
        else:
            raise Http404
    except Refused as refusal:
        return _show(request, asked, verb=verb, said=said, refusal=refusal)
    messages.success(request, str(SAID[verb]))
    return redirect("bell_partner_help", pk=asked.pk)


def _find(request: Request, pk: int) -> BellHelp:
    asked = queries.asked_of(request.actor, pk) if pk <= LARGEST else None
    if asked is None:
        raise Http404
    return asked


def _show(
    request: Request,
    asked: BellHelp,
    *,
    verb: str = "",
    said: dict[str, str] | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    way = queries.reached(asked, asked.letters.all())
    sign, word, advice = WAYS[way]
    context = {
        "asked": asked,
        "bell": asked.bell,
        "way": {"code": str(way), "sign": sign, "word": word, "advice": advice},
        "protected": queries.protected(asked.bell),
        "verb": verb,
        "said": {"email": asked.email, "reason": "", "signed": ""} | (said or {}),
        "wrong": {refusal.field or "": refusal.sentence} if refusal else {},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "bells/partner_help.html", context, status=status)
