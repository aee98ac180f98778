"""Something is done with a bell: one form, one action."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.bells import actions
from jaras.bells.models import Bell
from jaras.bells.rules import BellsVerb
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.web.bells.deeds import DEEDS, Deed, Why
from jaras.web.bells.showing import shown, sought
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(BellsVerb.RING)
@require_POST
def do(request: Request, pk: int, verb: str) -> HttpResponse:
    bell, deed = sought(request, pk), DEEDS.get(verb)
    if deed is None:
        raise Http404
    at = timezone.now()
    form = deed.form(request.actor, bell, request.POST, request.FILES, at=at)
    if not form.is_valid():
        return shown(request, bell, (verb, form), status=400)
    bell.version = _version(request, bell)
    try:
        done = deed.action(bell=bell, **form.said(), by=request.actor, at=at)
    except Conflict:
        form.add_error(None, _("Somebody changed this bell at this very moment. Look, then do it again."))
        return shown(request, sought(request, pk), (verb, form), status=409)
    except Refused as refusal:
        return _refused(request, pk, verb, form, refusal)
    messages.success(request, str(deed.done))
    return redirect("bell", done.pk if isinstance(done, Bell) else pk)


def _version(request: Request, bell: Bell) -> int:
    """Of the row that stood on the page; without it, as it stands now."""
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() and seen.isascii() and len(seen) < 10 else bell.version


def _refused(request: Request, pk: int, verb: str, form: Deed, refusal: Refused) -> HttpResponse:
    field = {"with_whom": "whom", "place_text": "place"}.get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, refusal.sentence)
    bell = sought(request, pk)
    if not form.fields:
        messages.warning(request, str(refusal))
    return shown(request, bell, (verb, form), status=400)


@permission(BellsVerb.RING)
@require_POST
def answer(request: Request, pk: int, verb: str) -> HttpResponse:
    """A colleague whose help is asked will, or will not."""
    bell = sought(request, pk)
    mine = bell.help.filter(member=request.actor.member_id or 0).first()
    if mine is None or verb not in ("accept", "decline"):
        raise Http404
    why = request.POST.get("reason", "")
    try:
        actions.answer_help(help=mine, verb=verb, reason=why, by=request.actor, at=timezone.now())
    except Refused as refusal:
        if not refusal.field:
            messages.warning(request, str(refusal))
            return redirect("bell", pk)
        form = Why(request.actor, bell, request.POST, at=timezone.now())
        form.add_error("reason", refusal.sentence) if form.is_valid() else None
        return shown(request, bell, helping=form, status=400)
    except Conflict:
        messages.warning(
            request, _("Somebody changed this bell at this very moment. Look, then do it again.")
        )
        return redirect("bell", pk)
    messages.success(request, _("Whoever carries it sees your answer."))
    return redirect("bell", pk)
