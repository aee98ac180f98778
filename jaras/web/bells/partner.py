"""The page of a partner who is asked to help: accept, decline; no account, no script needed, no cookie."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jaras.bells import actions
from jaras.bells.models import BellHelp
from jaras.bells.queries import letters as queries
from jaras.bells.queries.letters import Knock
from jaras.bells.rules import HelpState
from jaras.kernel import limits
from jaras.kernel.limits import Limit
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor
from jaras.partners import queries as partners
from jaras.territory import queries as territory
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request

OPEN = "open"  # pressed by a hand: a scanner of letters follows links, it presses nothing
LONGEST = 2000
THANKS = {
    "accept": gettext_lazy("Thank you: we know that we can count on you."),
    "decline": gettext_lazy("Thank you for telling us: we look for another way."),
}
WRITINGS = (Limit(30, timedelta(minutes=10)), Limit(200, timedelta(days=1)))


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, token: str) -> HttpResponse:
    """A link that was never ours, or lost a sign, finds nothing, as slowly as one that finds something."""
    known = queries.knock(token)
    if known is None:
        raise Http404
    response = _answer(request, known, at=timezone.now())
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: Request, known: Knock, *, at: datetime) -> HttpResponse:
    asked, do = known.asked, request.POST.get("do", "") if request.method == "POST" else ""
    if sentence := _closed(known):
        return _over(request, asked, sentence)
    if not do:
        opened = asked.state != HelpState.ASKED and request.method == "GET"
        return _show(request, asked) if opened else _door(request, asked)
    if _flooded(request, asked, at=at):
        sentence = _("Many answers came from this page. Wait a few minutes, then send again.")
        return _show(request, asked, wrong={"": sentence}, status=HTTPStatus.TOO_MANY_REQUESTS)
    by = queries.partner_of(asked)
    if do == OPEN:
        return _show(request, actions.see_help(asked=asked, by=by, at=at))
    signed, reason = (request.POST.get(name, "")[:LONGEST] for name in ("signed", "reason"))
    try:
        if do in THANKS:
            asked = actions.answer_for_partner(
                asked=asked, verb=do, reason=reason, signed=signed, by=by, at=at
            )
            return _show(request, asked, thanks=str(THANKS[do]))
    except Refused as refusal:
        return _show(
            request,
            asked,
            said={"do": do, "signed": signed, "reason": reason},
            wrong={refusal.field or "": refusal.sentence},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return _show(request, asked)


def _closed(known: Knock) -> str:
    """Why this link opens nothing any more."""
    bell = known.asked.bell
    if not bell.is_open:
        return _("This is over: there is nothing more to do. Thank you.")
    if not known.current:
        return _("A newer link was sent: open the last e-mail you received from us.")
    if queries.protected(bell):
        return _("We tell you about this by telephone alone. Call us.")
    return ""


def _door(request: Request, asked: BellHelp) -> HttpResponse:
    """Nothing of what is asked is on this page: programs that open the links of a letter read only this."""
    return render(request, "bells/partner_door.html", _common(asked))


def _over(request: Request, asked: BellHelp, sentence: str) -> HttpResponse:
    context = _common(asked) | {"sentence": sentence}
    return render(request, "bells/partner_over.html", context, status=HTTPStatus.GONE)


def _show(
    request: Request,
    asked: BellHelp,
    *,
    status: int = HTTPStatus.OK,
    thanks: str = "",
    said: dict[str, str] | None = None,
    wrong: dict[str, Any] | None = None,
) -> HttpResponse:
    context = _common(asked) | {"bell": asked.bell, "thanks": thanks, "wrong": wrong or {}}
    context["said"] = {"do": "", "signed": asked.signed, "reason": asked.reason} | (said or {})
    return render(request, "bells/partner.html", context, status=status)


def _common(asked: BellHelp) -> dict[str, Any]:
    place, cell = territory.installation(), partners.cell()
    return {
        "asked": asked,
        "organisation": asked.organisation,
        "cell_name": (place.cell_name if place else "") or _("The vigilance cell"),
        "cell_telephone": cell.telephone if cell else "",
    }


def _flooded(request: Request, asked: BellHelp, *, at: datetime) -> bool:
    who = limits.digest(f"bell:{asked.pk}:{visitor(request)}")
    if limits.reached("partner-page", who, WRITINGS, at=at):
        return True
    limits.note("partner-page", who, at=at)
    return False
