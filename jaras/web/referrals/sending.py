"""Entrusting a need: whom to ask, then what leaves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jaras.care import actions, queries
from jaras.care.models import Need
from jaras.care.queries import Fit
from jaras.care.rules import CareVerb, Door
from jaras.care.rules.referrals import door_for
from jaras.partners.lists import services
from jaras.people.models import Person
from jaras.web.cases.file import find, head
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask
from jaras.web.cases.words import persons_of
from jaras.web.intake.wording import comma
from jaras.web.referrals import ground
from jaras.web.referrals.case import codes_once
from jaras.web.referrals.forms import SendForm
from jaras.web.referrals.words import reason
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST = 19  # digits of a number of ours


@permission(CareVerb.REFER)
@require_http_methods(["GET", "POST"])
def send(request: Request, pk: int, need_pk: int) -> HttpResponse:
    """First the services that fit, with why; then those that were chosen, with what they will read."""
    case, at = find(request, pk), timezone.now()
    rows = Need.objects.visible_to(request.actor).filter(case=case)
    need = get_object_or_404(rows.select_related("case__commune", "person"), pk=need_pk)
    person = need.person or next(iter(persons_of(case)), None)
    beside = queries.asked_already(need)
    chosen = {pk for pk in request.GET.getlist("service") if pk}
    if not chosen:
        fits = queries.fitting(need, person, at=at)
        context = head(request, case) | {
            "need": need,
            "services": services(),
            "fits": fits,
            "fitting": [worded(fit) for fit in fits.fitting],
            "unfit": [worded(fit) for fit in fits.refused],
            "asked": beside,
        }
        return render(request, "referrals/choose.html", context)
    if not all(pk.isdecimal() and len(pk) < LONGEST for pk in chosen):
        raise Http404
    found = queries.fits_of(need, person, map(int, chosen), at=at)
    if len(found) != len(chosen):
        raise Http404
    return _send(request, need, person, found, beside=request.GET.get("beside") == "1")


def worded(fit: Fit) -> dict[str, Any]:
    """A service with its reasons in the reader's words."""
    return {
        "service": fit.service,
        "reasons": [reason(each) for each in fit.verdict.reasons],
        "against": [reason(each) for each in fit.verdict.against],
    }


def _send(
    request: Request, need: Need, person: Person | None, fits: list[Fit], *, beside: bool
) -> HttpResponse:
    case, at = need.case, timezone.now()
    asked = [fit.service for fit in fits]
    form = SendForm(need, asked, person, posted(request), at=at, in_parts=beside or len(asked) > 1)
    done: list[actions.Sent] = []

    def do(said: dict[str, Any]) -> None:
        done.extend(
            actions.refer_to_all(
                need=need,
                asked=form.asked(asked),
                message=said["message"],
                shared=said["shared"],
                beside=beside,
                said=ground.said(said),
                key=said["key"],
                by=request.actor,
                at=at,
            )
        )

    response = ask(
        request,
        case,
        form,
        do,
        title=_("Entrust to %(name)s")
        % {"name": comma().join(service.organisation.name for service in asked)},
        button=ngettext("Send the request", "Send %(count)d requests", len(asked)) % {"count": len(asked)},
        said=ngettext("The request leaves.", "%(count)d requests leave.", len(asked)) % {"count": len(asked)},
        back=reverse("case_referrals", args=[case.pk]),
        template="referrals/_send.html",
        need=need,
        fits=[worded(fit) for fit in fits],
        beside=beside,
        services=services(),
        asks_code=door_for(case.level) == Door.CODE,
        asks_account=door_for(case.level) == Door.ACCOUNT,
    )
    return codes_once(request, case, done) or response if done else response
