"""The public form: from a stranger's words to a code, in one sending."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jaras.intake import actions
from jaras.intake import queries as intake
from jaras.intake.lists import WEB
from jaras.kernel import limits
from jaras.kernel.actor import SYSTEM
from jaras.kernel.files import REFUSALS
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor
from jaras.territory import queries as territory
from jaras.web.portal import gate, keys, qr
from jaras.web.portal.calls import numbers
from jaras.web.portal.keys import Key
from jaras.web.portal.typed import Typed, sent_files
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request

Sentences = dict[str, Any]


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: Request) -> HttpResponse:
    """Hand out the form, take it back filled."""
    at = timezone.now()
    if request.method != "POST":
        return _page(request, Typed(), keys.fresh(at))
    try:
        typed, trapped = Typed.of(request.POST), bool(request.POST.get("website"))
        key = keys.read(request.POST.get("key", ""))
    except (SuspiciousOperation, BadRequest, MultiPartParserError):
        sentence = _("This is more than we can receive: shorten the text, or record a voice message.")
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return _page(request, Typed(), keys.fresh(at), {"words": sentence}, status=status)
    if key is not None and intake.has_arrived(WEB, key.external_id):
        return _go(request, _slip_address(key, []))
    return _take(request, typed, key, trapped=trapped, at=at)


def _take(request: Request, typed: Typed, key: Key | None, *, trapped: bool, at: datetime) -> HttpResponse:
    who = visitor(request)
    verdict = gate.judge(
        key=key, trapped=trapped, who=who, words=typed.words, scope="report", allowed=gate.REPORTS, at=at
    )
    if verdict.doubt != gate.TOO_MANY:
        limits.note("report", who, at=at)
    elif not verdict.passes:
        return _page(
            request,
            typed,
            key or keys.fresh(at),
            {"": _("Many reports came from this connection. Wait a few minutes, then send again.")},
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
    if not verdict.passes:
        again = Key(key.secret, key.issued_at, verdict.doubt) if key else keys.fresh(at, verdict.doubt)
        sentence = _("Nothing is lost. Press “Send” once more, so that we know that somebody is there.")
        return _page(request, typed, again, {"": sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    key = key or keys.fresh(at)
    try:
        taken = actions.receive(
            channel=WEB,
            external_id=key.external_id,
            code=key.code,
            raw={"language": get_language()},
            flagged=verdict.doubt,
            sent=[] if verdict.doubt == gate.TOO_MANY else sent_files(request.FILES),
            at=at,
            **typed.said(),
        )
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, typed, key, {refused.field: refused.sentence}, status=status)
    return _go(request, _slip_address(key, [(each.name, each.code) for each in taken.refused]))


def _slip_address(key: Key, not_kept: list[tuple[str, str]]) -> str:
    return reverse("report-received", args=[keys.slip(key, not_kept)]) + f"?lang={get_language()}"


def _go(request: Request, address: str) -> HttpResponse:
    """To the code; our script goes there itself, so that the sent form leaves the history."""
    if _by_script(request):
        return JsonResponse({"address": address})
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    typed: Typed,
    key: Key,
    errors: Sentences | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The form with what was typed; for our script, only what is wrong with it."""
    context = {
        "typed": typed,
        "key": key.signed(),
        "errors": errors or {},
        "numbers": numbers(),
        "communes": territory.communes(),
        "asked_again": bool(key.doubt),
    }
    template = "portal/_refused.html" if _by_script(request) else "portal/report.html"
    return render(request, template, context, status=status)


def _by_script(request: Request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


@discreet
@require_GET
def received(request: Request, slip: str) -> HttpResponse:
    """The code, once."""
    known = keys.read_slip(slip)
    code = ""
    not_kept: list[tuple[str, str]] = []
    if known is not None:
        key, not_kept = known
        if actions.show_code(channel=WEB, external_id=key.external_id, by=SYSTEM, at=timezone.now()):
            code = key.code
    context = {
        "code": code,
        "not_kept": [(field, REFUSALS[why]) for field, why in not_kept if why in REFUSALS],
        "numbers": numbers(),
        "follow_address": qr.follow_address(),
        "follow_qr": qr.svg_data_uri(qr.follow_address()),
    }
    return render(request, "portal/received.html", context)


@discreet
@require_GET
def thanks(request: Request) -> HttpResponse:
    return render(request, "portal/thanks.html")
