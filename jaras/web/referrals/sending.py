"""Entrusting a need: whom to ask, then what leaves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
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
from jaras.web.referrals import ground
from jaras.web.referrals.case import code_once
from jaras.web.referrals.forms import SendForm
from jaras.web.referrals.words import reason
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(CareVerb.REFER)
@require_http_methods(["GET", "POST"])
def send(request: Request, pk: int, need_pk: int) -> HttpResponse:
    """First the services that fit, with why; then the one that was chosen, with what it will read."""
    case, at = find(request, pk), timezone.now()
    rows = Need.objects.visible_to(request.actor).filter(case=case)
    need = get_object_or_404(rows.select_related("case__commune", "person"), pk=need_pk)
    person = need.person or next(iter(persons_of(case)), None)
    fits = queries.fitting(need, person, at=at)
    chosen = request.GET.get("service", "")
    if not chosen:
        context = head(request, case) | {
            "need": need,
            "services": services(),
            "fitting": [worded(fit) for fit in fits if fit.verdict.fits],
            "unfit": [worded(fit) for fit in fits if not fit.verdict.fits],
        }
        return render(request, "referrals/choose.html", context)
    fit = next((each for each in fits if str(each.service.pk) == chosen), None)
    if fit is None:
        raise Http404
    return _send(request, need, person, fit)


def worded(fit: Fit) -> dict[str, Any]:
    """A service with its reasons in the reader's words."""
    return {
        "service": fit.service,
        "reasons": [reason(each) for each in fit.verdict.reasons],
        "against": [reason(each) for each in fit.verdict.against],
    }


def _send(request: Request, need: Need, person: Person | None, fit: Fit) -> HttpResponse:
    case, service, at = need.case, fit.service, timezone.now()
    done: list[actions.Sent] = []

    def do(said: dict[str, Any]) -> None:
        sent = actions.refer(
            need=need,
            service=service,
            email=said["email"],
            message=said["message"],
            shared=said["shared"],
            expires_at=said["expires_at"],
            said=ground.said(said),
            key=said["key"],
            by=request.actor,
            at=at,
        )
        done.append(sent)

    response = ask(
        request,
        case,
        SendForm(need, service, person, posted(request), at=at),
        do,
        title=_("Entrust to %(name)s") % {"name": service.organisation.name},
        button=_("Send the request"),
        said=_("The request leaves."),
        back=reverse("case_referrals", args=[case.pk]),
        template="referrals/_send.html",
        need=need,
        fit=worded(fit),
        services=services(),
        asks_code=door_for(case.level) == Door.CODE,
        asks_account=door_for(case.level) == Door.ACCOUNT,
    )
    return code_once(request, case, done[0]) or response if done else response
