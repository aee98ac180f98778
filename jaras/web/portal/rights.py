"""Anybody asks for their rights: taken without telling whether they are known."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jaras.kernel import limits, text
from jaras.kernel.actor import SYSTEM
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor
from jaras.privacy import actions, lists, queries
from jaras.web.portal import gate, keys
from jaras.web.portal.calls import numbers
from jaras.web.portal.keys import Key
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request
from jaras.web.shell.templating import told

TYPED = ("right", "asker", "asker_name", "about_name", "contact", "words")
FIRST = dict.fromkeys(TYPED, "") | {"right": "access", "asker": "person"}


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: Request) -> HttpResponse:
    at = timezone.now()
    if request.method != "POST":
        return _page(request, FIRST, keys.fresh(at))
    try:
        typed = {name: text.cleaned(request.POST.get(name, "")) for name in TYPED}
        key, trapped = keys.read(request.POST.get("key", "")), bool(request.POST.get("website"))
    except (SuspiciousOperation, BadRequest, MultiPartParserError):
        sentence = _("This is more than we can receive: shorten the text.")
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return _page(request, FIRST, keys.fresh(at), {"words": sentence}, status=status)
    if key is not None and queries.asked_with(key.external_id) is not None:
        return _go(key)
    return _take(request, typed, key, trapped=trapped, at=at)


def _take(
    request: Request, typed: dict[str, str], key: Key | None, *, trapped: bool, at: datetime
) -> HttpResponse:
    who = visitor(request)
    verdict = gate.judge(
        key=key, trapped=trapped, who=who, words="", scope="right", allowed=gate.RIGHTS, at=at
    )
    if verdict.doubt == gate.TOO_MANY:
        sentence = _("Many requests came from this connection. Wait a few minutes, then send again.")
        status = HTTPStatus.TOO_MANY_REQUESTS
        return _page(request, typed, key or keys.fresh(at), {"": sentence}, status=status)
    limits.note("right", who, at=at)
    if not verdict.passes:
        again = Key(key.secret, key.issued_at, verdict.doubt) if key else keys.fresh(at, verdict.doubt)
        sentence = _("Nothing is lost. Press “Send” once more, so that we know that somebody is there.")
        return _page(request, typed, again, {"": sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    key = key or keys.fresh(at)
    try:
        actions.ask_on_page(key=key.external_id, by=SYSTEM, at=at, **typed)
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, typed, key, {refused.field: refused.sentence}, status=status)
    return _go(key)


def _go(key: Key) -> HttpResponse:
    address = reverse("rights-received", args=[keys.slip(key, [])]) + f"?lang={get_language()}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    typed: dict[str, str],
    key: Key,
    errors: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "typed": typed,
        "key": key.signed(),
        "errors": errors or {},
        "rights": lists.rights(),
        "askers": lists.askers(),
        "told": told,
        "asked_again": bool(key.doubt),
        "numbers": numbers(),
    }
    return render(request, "portal/rights.html", context, status=status)


@discreet
@require_GET
def received(request: Request, slip: str) -> HttpResponse:
    """The number of the request, the day of its answer; nobody's name."""
    known = keys.read_slip(slip)
    asked = queries.asked_with(known[0].external_id) if known else None
    context = {"asked": asked, "rights": lists.rights()}
    return render(request, "portal/rights_received.html", context)
