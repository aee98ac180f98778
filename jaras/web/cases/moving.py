"""Where a case stands: what is next, its state, its stage, how far it is shared."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.cases import actions
from jaras.cases.rules import CLOSING, CasesVerb
from jaras.governance.models import Member
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict, seen
from jaras.web.cases.closing import end
from jaras.web.cases.file import find
from jaras.web.cases.forms import CARD, MoveForm, NextForm, StageForm, posted
from jaras.web.cases.task import ask, both
from jaras.web.cases.words import MOVES, name_of
from jaras.web.shell import moments
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def next_step(request: Request, pk: int) -> HttpResponse:
    """Write the next card, postpone it, hand it to somebody."""
    case = find(request, pk)
    form = NextForm(case, request.actor, posted(request))

    def plan(said: dict[str, Any]) -> None:
        if said["seen"] != seen(case, *CARD):
            raise Conflict(case)
        actions.plan_next(
            case=case,
            what=said["what"],
            who=said["who"],
            due_at=said["due_at"],
            by=request.actor,
            at=timezone.now(),
        )

    return ask(
        request,
        case,
        form,
        plan,
        title=_("What comes next"),
        button=_("Write it down"),
        said=_("What comes next is written."),
        conflict=lambda: _both(request, pk, form),
    )


def _both(request: Request, pk: int, form: NextForm) -> HttpResponse:
    now, said = find(request, pk), form.cleaned_data
    data = request.POST.copy()
    data["seen"] = seen(now, *CARD)
    texts = [
        (_("What"), now.next_what or _("Nothing"), said["what"]),
        (_("Who"), _who(now.next_who), _who(said["who"])),
        (_("Before when"), _when(now.next_due_at), _when(said["due_at"])),
    ]
    form = NextForm(now, request.actor, data)
    return both(request, now, form, texts, "NextPlanned", "NextDone", "CaseMoved", title=_("What comes next"))


def _who(member: Member | None) -> str:
    return name_of(member) or _("Nobody yet")


def _when(moment: datetime | None) -> str:
    return moments.exact(moment) if moment else _("No date")


@permission(CasesVerb.WRITE)
@require_POST
def done(request: Request, pk: int) -> HttpResponse:
    """The card that was shown is done; another one in its place is not."""
    case = find(request, pk)
    try:
        if request.POST.get("seen") != seen(case, *CARD):
            raise Conflict(case)
        actions.finish_next(case=case, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    except Conflict:
        messages.warning(
            request, _("What comes next was changed meanwhile. Look again before ticking it off.")
        )
    else:
        messages.success(request, _("Done. What comes next?"))
    return redirect("case", pk)


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    if verb not in MOVES:
        raise Http404
    case, words = find(request, pk), MOVES[verb]
    if verb in CLOSING:
        return end(request, case, verb)
    return ask(
        request,
        case,
        MoveForm(verb, posted(request)),
        lambda said: actions.move_case(
            case=case,
            verb=verb,
            reason=said["reason"],
            review_at=said.get("review_at"),
            by=request.actor,
            at=timezone.now(),
        ),
        title=str(words.offer),
        says=str(words.ask),
        button=str(words.offer),
        said=f"{words.told}.",
    )


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def stage(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    form = StageForm(case, posted(request))
    return ask(
        request,
        case,
        form,
        lambda _said: actions.enter_stage(
            case=case, stage=form.chosen(), by=request.actor, at=timezone.now()
        ),
        title=_("Change the stage"),
        says=_("The stage says where the person's path stands; the dates of the others are kept."),
        button=_("Enter this stage"),
        said=_("The stage is changed."),
    )
