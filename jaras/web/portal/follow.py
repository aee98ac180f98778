"""Following a report: the code opens the answers, then takes a further message."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.intake import actions
from jaras.intake import queries as intake
from jaras.intake.actions import NotKept
from jaras.intake.lists import WEB
from jaras.intake.models import Report
from jaras.intake.rules import tracking
from jaras.kernel import limits, text
from jaras.kernel.actor import SYSTEM
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor
from jaras.outreach import queries as outreach
from jaras.web.portal import gate, keys
from jaras.web.portal.calls import numbers
from jaras.web.portal.keys import Key
from jaras.web.portal.typed import sent_files
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: Request) -> HttpResponse:
    """Ask for the code, show the answers, take what the reporter adds; the code is in no address."""
    at = timezone.now()
    if request.method != "POST":
        return _ask(request)
    try:
        post = request.POST
    except (SuspiciousOperation, BadRequest, MultiPartParserError):
        sentence = _("This is more than we can receive: shorten the text, or record a voice message.")
        return _ask(request, sentence, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    words = text.cleaned(post.get("words", ""))
    if "pass" in post:
        digest = keys.read_pass(post["pass"])
        report = intake.followed(digest) if digest else None
        if report is None:
            return _ask(request, _("A quarter of an hour has passed: give your code again."), words)
        return _add(request, report, words, at=at)
    return _open(request, post.get("code", ""), words, at=at)


def _open(request: Request, code: str, words: str, *, at: datetime) -> HttpResponse:
    """A code that is wrong, too short or somebody else's gets one answer, after the same work."""
    who = visitor(request)
    if limits.reached("code", who, gate.WRONG_CODES, at=at):
        sentence = _("Too many codes were tried from this connection. Wait a few minutes, then try again.")
        return _ask(request, sentence, words, status=HTTPStatus.TOO_MANY_REQUESTS)
    report = intake.followed(tracking.digest(code[:200]))
    if report is None:
        limits.note("code", who, at=at)
        sentence = _("No report has this code. Check each sign, then try again.")
        return _ask(request, sentence, words, code=text.cleaned(code)[:200], status=HTTPStatus.NOT_FOUND)
    return _show(request, report, words=words, key=keys.fresh(at))


def _add(request: Request, report: Report, words: str, *, at: datetime) -> HttpResponse:
    """A further message, once, however often it is sent."""
    key = keys.read(request.POST.get("key", ""))
    external_id = f"suivre-{key.external_id}" if key else ""
    if key is not None and intake.has_arrived(WEB, external_id):
        return _show(request, report, key=keys.fresh(at), arrived=True)
    who = visitor(request)
    verdict = gate.judge(  # whoever holds a code is no machine that fills forms
        key=key,
        trapped=False,
        takes=timedelta(0),
        who=who,
        words=words,
        scope="message",
        allowed=gate.MESSAGES,
        at=at,
    )
    if key is None or not verdict.passes:
        flooded = verdict.doubt == gate.TOO_MANY
        sentence = (
            _("Many messages came from this connection. Wait a few minutes, then send again.")
            if flooded
            else _("Nothing is lost. Press “Send” once more, so that we know that somebody is there.")
        )
        again = Key(key.secret, key.issued_at, verdict.doubt) if key else keys.fresh(at, gate.NO_KEY)
        status = HTTPStatus.TOO_MANY_REQUESTS if flooded else HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, report, words=words, key=again, error=sentence, status=status)
    limits.note("message", who, at=at)
    try:
        added = actions.add_message(
            report=report,
            words=words,
            channel=WEB,
            external_id=external_id,
            sent=[] if verdict.doubt == gate.TOO_MANY else sent_files(request.FILES),
            by=SYSTEM,
            at=at,
        )
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, report, words=words, key=key, error=refused.sentence, status=status)
    return _show(request, report, key=keys.fresh(at), arrived=True, not_kept=added.refused)


def _ask(
    request: Request, error: Any = "", words: str = "", *, code: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """The field for the code; what was already written for us waits in the page."""
    return render(
        request, "portal/follow.html", {"error": error, "words": words, "code": code}, status=status
    )


def _show(
    request: Request,
    report: Report,
    *,
    key: Key,
    words: str = "",
    error: Any = "",
    arrived: bool = False,
    not_kept: tuple[NotKept, ...] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """What we answered: nothing of what the reporter said, for a slip may fall into other hands."""
    context = {
        "answers": outreach.answers_for_reporter(report),
        "ticket": keys.pass_for(report.tracking_digest or ""),
        "key": key.signed(),
        "words": words,
        "error": error,
        "arrived": arrived,
        "not_kept": [(each.name, each.reason) for each in not_kept],
        "numbers": numbers(),
    }
    return render(request, "portal/answers.html", context, status=status)
