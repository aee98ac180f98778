"""Needs, one at a time: answer a proposal, add one, move one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jaras.care import actions
from jaras.care.models import Need, ProposedNeed
from jaras.care.rules import Answer, CareVerb
from jaras.kernel.refusal import Refused
from jaras.partners.lists import services
from jaras.web.care.forms import NeedForm, ReasonForm
from jaras.web.cases.file import find
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label


@dataclass(frozen=True)
class Words:
    """How a move of a need is offered, asked about, told afterwards."""

    offer: Any
    ask: Any
    said: Any
    do: Any


OFFERS = {
    "meet": Words(
        gettext_lazy("It is met"),
        gettext_lazy("Say how, if it helps whoever comes next."),
        gettext_lazy("The need is met."),
        actions.meet,
    ),
    "give_up": Words(
        gettext_lazy("Give it up"),
        gettext_lazy("Say why: the person does not want it, it has no object any more…"),
        gettext_lazy("The need is given up."),
        actions.give_up,
    ),
    "reopen": Words(
        gettext_lazy("Open it again"),
        gettext_lazy("Say what happened."),
        gettext_lazy("The need is open again."),
        actions.reopen,
    ),
}


@permission(CareVerb.ASSESS)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """A need that the worker or the person saw."""
    case = find(request, pk)
    form = NeedForm(case, posted(request))
    return ask(
        request,
        case,
        form,
        lambda said: actions.add_need(
            case=case,
            person=form.whom(case),
            service=said["service"],
            urgent=said["urgent"],
            words=said["words"],
            key=said["key"],
            by=request.actor,
            at=timezone.now(),
        ),
        title=_("Add a need"),
        says=_("What the person needs, whoever will answer it."),
        button=_("Add the need"),
        said=_("The need is written."),
        back=reverse("case_diagnosis", args=[pk]),
    )


@permission(CareVerb.ASSESS)
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int, need_pk: int, verb: str) -> HttpResponse:
    case = find(request, pk)
    need = get_object_or_404(Need.objects.visible_to(request.actor).filter(case=case), pk=need_pk)
    if verb not in OFFERS:
        raise Http404
    words = OFFERS[verb]
    return ask(
        request,
        case,
        ReasonForm(posted(request)),
        lambda said: words.do(need=need, reason=said["reason"], by=request.actor, at=timezone.now()),
        title=f"{label(services()[need.service])} : {words.offer}",
        says=str(words.ask),
        button=str(words.offer),
        said=str(words.said),
        back=reverse("case_diagnosis", args=[pk]),
    )


@permission(CareVerb.ASSESS)
@require_POST
def answer(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    """Right, or not right: only then is there a need, or none."""
    case = find(request, pk)
    proposal = get_object_or_404(ProposedNeed, pk=proposal_pk, diagnosis__case=case)
    said = request.POST.get("answer")
    if said not in set(Answer):
        messages.warning(request, _("Say whether the proposal is right."))
        return redirect("case_diagnosis", pk)
    try:
        actions.answer_proposal(
            proposal=proposal, wanted=said == Answer.YES, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request, _("The need is written.") if said == Answer.YES else _("Kept: this is not a need.")
        )
    return redirect("case_diagnosis", pk)
