"""Requests of persons under the law: taken, the one who asks checked, answered or refused."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.governance.models import Member
from jaras.kernel import reading
from jaras.kernel.coded import CodedList
from jaras.kernel.refusal import Refused
from jaras.privacy import actions, lists, queries
from jaras.privacy.models import RightsRequest
from jaras.privacy.rules import ON_PAGE, PrivacyVerb, RequestState, fits
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

TYPED = ("right", "way", "asker", "asker_name", "about_name", "contact", "words")


@permission(PrivacyVerb.REQUESTS, PrivacyVerb.COPY)
@require_GET
def index(request: Request) -> HttpResponse:
    """Those that wait, the first deadline first; then those that ended."""
    ended = queries.ended_requests(request.actor, after=request.GET.get("after", ""))
    context = _words(request) | {
        "waiting": queries.open_requests(request.actor),
        "ended": ended.rows,
        "after": ended.after,
    }
    return render(request, "privacy/requests.html", context)


@permission(PrivacyVerb.REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Somebody asks, at the counter, by telephone or by letter."""
    typed = {name: request.POST.get(name, "") for name in TYPED}
    if request.method != "POST":
        return _form(request, typed | {"right": "access", "way": "counter", "asker": "person"})
    try:
        asked = actions.ask(by=request.actor, at=timezone.now(), **typed)
    except Refused as refusal:
        return _form(request, typed, refusal=refusal)
    messages.success(request, _("The request is kept. Check who asks before anything is said."))
    return redirect("privacy_request", asked.pk)


@permission(PrivacyVerb.REQUESTS, PrivacyVerb.COPY)
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    asked = find(request, pk)
    reading.record("rightsrequest", asked.pk, by=request.actor, at=timezone.now())
    return _one(request, asked)


@permission(PrivacyVerb.REQUESTS)
@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """Its identity was checked, or it is answered, or refused."""
    asked, at = find(request, pk), timezone.now()
    how, words, handed = (request.POST.get(name, "") for name in ("how", "words", "handed"))
    try:
        if verb == "check_identity":
            actions.check_identity(asked=asked, how=how, by=request.actor, at=at)
            messages.success(request, _("Who asks is checked."))
        elif verb == "answer":
            actions.answer(asked=asked, how=how, handed=handed, note=words, by=request.actor, at=at)
            messages.success(request, _("The request is answered."))
        elif verb == "refuse":
            actions.refuse(asked=asked, reason=words, by=request.actor, at=at)
            messages.success(request, _("The request is refused, with its reason."))
        else:
            raise Http404
    except Refused as refusal:
        return _one(
            request, asked, refusal=refusal, verb=verb, said={"how": how, "words": words, "handed": handed}
        )
    return redirect("privacy_request", pk)


def find(request: Request, pk: int) -> RightsRequest:
    """The request, or none for whoever may not see it."""
    asked = queries.request_of(request.actor, pk)
    if asked is None:
        raise Http404
    return asked


def _one(
    request: Request,
    asked: RightsRequest,
    *,
    refusal: Refused | None = None,
    verb: str = "",
    said: dict[str, str] | None = None,
) -> HttpResponse:
    copies = list(asked.copies.all())
    context = _words(request) | {
        "asked": asked,
        "copies": copies,
        "makers": Member.objects.in_bulk({copy.made_by_id for copy in copies}),
        "checks": _of(lists.identity_checks(), asked),
        "answers_of": _of(lists.answers(), asked),
        "handings_of": _of(lists.handings(), asked),
        "on_page": asked.way == ON_PAGE,
        "refusal": refusal,
        "verb": verb,
        "said": said or {},
        "is_received": asked.state == RequestState.RECEIVED,
        "is_checked": asked.state == RequestState.IDENTITY_CHECKED,
    }
    return render(request, "privacy/request.html", context, status=400 if refusal else 200)


def _form(request: Request, typed: dict[str, str], *, refusal: Refused | None = None) -> HttpResponse:
    context = _words(request) | {
        "typed": typed,
        "refusal": refusal,
        "choices": {
            "right": _pairs(lists.rights()),
            "way": [pair for pair in _pairs(lists.ways()) if pair[0] != ON_PAGE],
            "asker": _pairs(lists.askers()),
        },
    }
    return render(request, "privacy/request_new.html", context, status=400 if refusal else 200)


def _words(request: Request) -> dict[str, Any]:
    return {
        "rights": lists.rights(),
        "ways": lists.ways(),
        "askers": lists.askers(),
        "checked": lists.identity_checks(),
        "answers": lists.answers(),
        "handings": lists.handings(),
        "today": localdate(),
        "may_answer": request.actor.can(PrivacyVerb.REQUESTS),
        "may_copy": request.actor.can(PrivacyVerb.COPY),
        "may_read": request.actor.can(PrivacyVerb.READ),
    }


def _of(items: CodedList, asked: RightsRequest) -> list[tuple[str, str]]:
    return [(item.code, label(item)) for item in items if fits(item, asked)]


def _pairs(known: CodedList) -> list[tuple[str, str]]:
    return [(item.code, label(item)) for item in known]
