"""The partner's page: what was shared, how to answer; no account, no script, no cookie."""

from datetime import datetime, timedelta
from http import HTTPStatus
from secrets import token_hex
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.care import actions, queries
from jaras.care.lists import decline_reasons, sheltering
from jaras.care.models import Referral
from jaras.care.queries import Knock
from jaras.care.rules import CareVerb, Door, ReferralState
from jaras.kernel import limits, reading
from jaras.kernel.actor import Actor
from jaras.kernel.limits import Limit
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor
from jaras.partners import queries as partners
from jaras.partners.lists import poles, services
from jaras.territory import queries as territory
from jaras.web.referrals.answers import ANSWERS, Said
from jaras.web.referrals.words import over, too_late
from jaras.web.shell.discreet import discreet
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1
OPEN = "open"  # pressed by a hand: a scanner of letters follows links, it presses nothing
WRITINGS = (Limit(30, timedelta(minutes=10)), Limit(200, timedelta(days=1)))


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, token: str) -> HttpResponse:
    """A link that was never ours, or lost a sign, finds nothing, as slowly as one that finds something."""
    known = queries.knock(token)
    if known is None:
        raise Http404
    at = timezone.now()
    said = Said.of(request.POST) if request.method == "POST" else Said()
    response = _answer(request, known, said, at=at)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@permission(CareVerb.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request, pk: int) -> HttpResponse:
    """The same page for a signed-in agent of the organisation: their account opens it, no link, no code."""
    known = queries.by_account(request.actor, pk) if pk <= LARGEST else None
    if known is None:
        raise Http404
    at = timezone.now()
    said = Said.of(request.POST) if request.method == "POST" else Said()
    reading.record("case", known.referral.case_id, by=request.actor, at=at)
    if not _lasts(known.referral, at):
        return _gone(request, known, said, at=at)
    return _inside(request, known, said, by=request.actor, at=at)


def _answer(request: Request, known: Knock, said: Said, *, at: datetime) -> HttpResponse:
    if said.do and _flooded(request, known.referral, at=at):
        sentence = _("Many answers came from this page. Wait a few minutes, then send again.")
        return _door(request, known, said, error=sentence, status=HTTPStatus.TOO_MANY_REQUESTS)
    if not known.current or not _lasts(known.referral, at):
        return _gone(request, known, said, at=at)
    if known.door == Door.CODE and not queries.passes(known.referral, said.passing):
        return _with_code(request, known, said, at=at)
    if known.door == Door.ACCOUNT and not queries.is_of_the_partner(request.actor, known.referral):
        return _door(request, known, said)
    by = request.actor if known.door == Door.ACCOUNT else queries.partner_of(known.referral)
    return _inside(request, known, said, by=by, at=at)


def _is_late(referral: Referral, at: datetime) -> bool:
    return referral.expires_at is not None and referral.expires_at <= at


def _lasts(referral: Referral, at: datetime) -> bool:
    """The link opens while the partner may answer, then for some weeks while they help."""
    if referral.taken:
        return not _is_late(referral, at)
    return referral.waits


def _inside(request: Request, known: Knock, said: Said, *, by: Actor, at: datetime) -> HttpResponse:
    referral = known.referral
    signed_in = by.member_id is not None
    if said.do == OPEN or (request.method != "POST" and (signed_in or _is_late(referral, at))):
        referral = actions.see(referral=referral, by=by, at=at)
    if request.method != "POST" or said.do == OPEN:
        if not referral.waits and not referral.taken:
            return _over(request, referral, said)
        if referral.state == ReferralState.SENT:
            return _door(request, known, said)
        return _show(request, referral, said, at=at)
    answer = ANSWERS.get(said.do)
    if answer is None:
        return _show(request, referral, said, at=at)
    try:
        heard = answer.do(referral, said, by=by, at=at)
    except Refused as refusal:
        wrong = {refusal.field or "words": refusal.sentence}
        return _show(request, referral, said, wrong=wrong, at=at, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    after = Said(passing=said.passing)
    if heard.counts:
        return _show(request, heard.referral, after, at=at, thanks=answer.thanks)
    sentence = too_late(heard.referral, kept=bool(said.words))
    return _show(request, heard.referral, after, at=at, late=sentence, status=HTTPStatus.CONFLICT)


def _show(
    request: Request,
    referral: Referral,
    said: Said,
    *,
    at: datetime,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    if not (referral.waits or referral.taken):
        return _over(request, referral, said, status=status, **more)
    known = queries.shared(
        case=referral.case,
        person=queries.person_of(referral),
        words=referral.need.words,
        codes=referral.shared,
        on=timezone.localtime(at).date(),
    )
    context = _common(request, referral) | {
        "service": services().get(referral.need.service),
        "pole": poles().get(referral.need.pole),
        "known": known,
        "urgent": referral.need.urgent,
        "messages_between": queries.messages_of(referral),
        "reasons": decline_reasons(),
        "shelters": referral.need.service in sheltering(),
        "said": said,
        "key": token_hex(12),
        "wrong": {},
        "at": at,
    }
    return render(request, "referrals/partner.html", context | more, status=status)


def _with_code(request: Request, known: Knock, said: Said, *, at: datetime) -> HttpResponse:
    """The code first; what was typed meanwhile waits in the page."""
    if said.do != "code":
        return _door(request, known, said)
    referral = known.referral
    try:
        opened = actions.try_code(referral=referral, code=said.code, by=queries.partner_of(referral), at=at)
    except actions.TooManyTries:
        sentence = _("Too many codes were tried. Wait a quarter of an hour, or call us.")
        return _door(request, known, said, error=sentence, status=HTTPStatus.TOO_MANY_REQUESTS)
    if not opened:
        sentence = _("This is not the code. We tell it by telephone, call us if you do not have it.")
        return _door(request, known, said, error=sentence, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    referral = actions.see(referral=referral, by=queries.partner_of(referral), at=at)
    inside = Said(passing=queries.pass_for(referral), words=said.words)
    return _show(request, referral, inside, at=at)


def _door(
    request: Request, known: Knock, said: Said, *, error: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """Nothing of the request is on this page: programs that open the links of a letter read only this."""
    context = _common(request, known.referral) | {"door": known.door, "error": error, "said": said}
    return render(request, "referrals/door.html", context, status=status)


def _gone(request: Request, known: Knock, said: Said, *, at: datetime) -> HttpResponse:
    """A dead link says so politely; whatever was typed on it goes to the cell all the same."""
    if said.words:
        actions.keep_late_words(
            referral=known.referral,
            words=said.words,
            signed=said.signed,
            key=said.key,
            by=queries.partner_of(known.referral),
            at=at,
        )
    return _over(request, known.referral, said, replaced=not known.current, kept=bool(said.words))


def _over(
    request: Request,
    referral: Referral,
    said: Said,
    *,
    status: int = HTTPStatus.GONE,
    replaced: bool = False,
    kept: bool = False,
    **more: Any,
) -> HttpResponse:
    context = _common(request, referral) | {"sentence": over(referral, replaced=replaced), "kept": kept}
    return render(request, "referrals/over.html", context | more, status=status)


def _common(request: Request, referral: Referral) -> dict[str, Any]:
    place, cell = territory.installation(), partners.cell()
    return {
        "thanks": "",
        "late": "",
        "signed_in": request.path == reverse("referral_answer", args=[referral.pk]),
        "referral": referral,
        "organisation": referral.organisation,
        "cell_name": (place.cell_name if place else "") or _("The vigilance cell"),
        "cell_telephone": cell.telephone if cell else "",
    }


def _flooded(request: Request, referral: Referral, *, at: datetime) -> bool:
    who = limits.digest(f"{referral.pk}:{visitor(request)}")
    if limits.reached("partner-page", who, WRITINGS, at=at):
        return True
    limits.note("partner-page", who, at=at)
    return False
