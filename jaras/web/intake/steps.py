"""One step on a report, then the report as it is now, with the sentence of a refusal where it belongs."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jaras.intake.models import Report
from jaras.kernel.files import FileRefused
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from jaras.privacy.queries import held_back
from jaras.web.intake import sheet, showing
from jaras.web.intake.typed import LARGEST, Typed
from jaras.web.shell.request import Request


def visible(request: Request, pk: int) -> Report:
    """The report, if it exists for whoever asks."""
    rows = sheet.with_facts(Report.objects.visible_to(request.actor))
    rows = rows.annotate(held_back=held_back("report"))
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise Http404
    return found


def take(
    request: Request, pk: int, step: str, action: Callable[[Report], object], said: str = ""
) -> HttpResponse:
    """Do it, say so, show the report again; a refusal keeps every word that was typed."""
    report = visible(request, pk)
    try:
        action(report)
    except Refused as refusal:
        return refused(request, pk, Typed(step, request.POST, str(refusal), refusal.field))
    except ReasonMissing:
        return refused(request, pk, Typed(step, request.POST, _("Say why."), "reason"))
    except IllegalMove:
        sentence = _("This is not possible any more: look at where the report stands now.")
        return refused(request, pk, Typed(step, request.POST, sentence))
    except FileRefused as refusal:
        return refused(request, pk, Typed(step, request.POST, str(refusal.reason), "file"))
    except Conflict:
        return refused(request, pk, Typed(step, request.POST), status=HTTPStatus.CONFLICT)
    if said:
        messages.success(request, said)
    return done(request, pk)


def done(request: Request, pk: int) -> HttpResponse:
    if request.htmx:
        return showing.answer(request, visible_or_gone(request, pk))
    return redirect("desk_report" if showing.from_desk(request) else "report", pk)


def visible_or_gone(request: Request, pk: int) -> Report | None:
    """What one hands over may leave one's sight."""
    try:
        return visible(request, pk)
    except Http404:
        return None


def refused(request: Request, pk: int, typed: Typed, *, status: int = HTTPStatus.BAD_REQUEST) -> HttpResponse:
    """The sentence stands beside its field; one that names no field is a message."""
    if typed.sentence and not typed.field:
        messages.error(request, typed.sentence)
    return showing.answer(request, visible(request, pk), typed, status=status)
