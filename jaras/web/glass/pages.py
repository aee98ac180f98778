"""One exceptional access: what it opens for its holder, what others see of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jaras.cases.models import Case
from jaras.governance import actions
from jaras.governance.models import ExceptionalAccess
from jaras.governance.queries import glass
from jaras.governance.rules import GLASS, GlassState, GovernanceVerb
from jaras.kernel.actor import Actor
from jaras.web.glass.forms import ReviewForm
from jaras.web.glass.words import acts, asked_by, standing, subjects
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


def find(request: Request, pk: int) -> ExceptionalAccess:
    given = glass.glass_of(request.actor, pk)
    if given is None:
        raise Http404
    return given


@permission(GovernanceVerb.BREAK_GLASS, GovernanceVerb.REVIEW_GLASS)
@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    return render(request, "glass/access.html", shown(request, find(request, pk), ReviewForm()))


@permission(GovernanceVerb.BREAK_GLASS, GovernanceVerb.REVIEW_GLASS)
@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    actions.end_exceptional_access(given=find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("The exceptional access has ended: it opens nothing any more."))
    return redirect("exceptional_access", pk)


def shown(request: Request, given: ExceptionalAccess, form: ReviewForm) -> dict[str, Any]:
    me, at = request.actor, timezone.now()
    reviews, mine = me.can(GovernanceVerb.REVIEW_GLASS), given.member_id == me.member_id
    in_force = given.state == GlassState.IN_FORCE and given.until > at
    return {
        "given": given,
        "at": at,
        "today": timezone.localtime(at).date(),
        "mine": mine,
        "in_force": in_force,
        "opens": given.case_id if mine and in_force else None,
        "case_seen": given.case_id if not mine and sees(me, given) else None,
        "may_review": reviews and not mine and not in_force and given.state != GlassState.REVIEWED,
        "others_review": [each.called for each in glass.glass_reviewers(but=given.member_id)] if mine else [],
        "reads": glass.glass_reads(given, at=at),
        "standing": standing(given, at=at),
        "asked_by": asked_by(given),
        "subjects": subjects(),
        "acts": acts(),
        "form": form,
        "may_end": in_force and GLASS.allows(given.state, "end"),
    }


def sees(actor: Actor, given: ExceptionalAccess) -> bool:
    """Whether this reviewer may see the case too: else its number is not told."""
    return given.case_id is not None and Case.objects.visible_to(actor).filter(pk=given.case_id).exists()
