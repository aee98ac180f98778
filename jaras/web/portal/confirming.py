"""The page behind the monthly letter: a partner says that its entry is right, or what has changed."""

from datetime import timedelta
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel import limits
from jaras.kernel.limits import Limit
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor
from jaras.partners import actions, queries
from jaras.partners.lists import organisation_kinds, services
from jaras.partners.models import Confirmation
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request

WRITINGS = (Limit(30, timedelta(minutes=10)),)


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, link: str) -> HttpResponse:
    """Opening it changes nothing, for programs follow the links of letters."""
    asked, at = queries.asked_by(link), timezone.now()
    if asked is None:
        raise Http404
    wrong, status = "", HTTPStatus.OK
    if request.method == "POST":
        wrong = _flooded(request, asked) or _answered(request, asked)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
        asked = queries.asked_by(link) or asked
    by, organisation = queries.whoever_was_asked(asked), asked.organisation
    context = {
        "asked": asked,
        "open": queries.is_open(asked, at=at),
        "organisation": organisation,
        "kind": organisation_kinds().get(organisation.kind),
        "lines": [queries.line_of(each, at) for each in queries.services_of(organisation, by) if each.active],
        "names": services(),
        "wrong": wrong,
        "words": request.POST.get("words", "")[:4000] if wrong else "",
        "cell": queries.cell(),
    }
    response = render(request, "portal/confirming.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answered(request: Request, asked: Confirmation) -> str:
    """Why the answer does not count; nothing where it does."""
    by, at = queries.whoever_was_asked(asked), timezone.now()
    try:
        if request.POST.get("do") == "confirm":
            actions.confirm_by_link(confirmation=asked, by=by, at=at)
        else:
            actions.correct_by_link(confirmation=asked, words=request.POST.get("words", ""), by=by, at=at)
    except Refused as refusal:
        return str(refusal)
    return ""


def _flooded(request: Request, asked: Confirmation) -> str:
    at, who = timezone.now(), limits.digest(f"{asked.pk}:{visitor(request)}")
    if limits.reached("directory-confirm", who, WRITINGS, at=at):
        return _("Many answers came from this page. Wait a few minutes, then send again.")
    limits.note("directory-confirm", who, at=at)
    return ""
