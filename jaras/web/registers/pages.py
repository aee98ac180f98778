"""Registers of the past: the list, one of them at each of its states, what may be done with it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from jaras.kernel.refusal import Refused
from jaras.registers import actions, queries
from jaras.registers.models import Register
from jaras.registers.queries.sentences import FILES
from jaras.registers.rules import BUSY, RegisterState, RegistersVerb, Why
from jaras.web.registers.finding import KINDS, STATES, find
from jaras.web.registers.preview import shown
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

MEGABYTE = 1024 * 1024

room("registers", gettext_lazy("Registers"), "journal", RegistersVerb.IMPORT)


@permission(RegistersVerb.IMPORT)
@require_GET
def index(request: Request) -> HttpResponse:
    return _index(request)


@permission(RegistersVerb.IMPORT)
@require_POST
def receive(request: Request) -> HttpResponse:
    """Keep the file; what cannot be read is refused at once, with what to do."""
    file = request.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile):
            raise Refused(_("Choose the file of the register."), field="file")
        if (file.size or 0) > settings.REGISTER_LIMIT:
            limit = settings.REGISTER_LIMIT // MEGABYTE
            raise Refused(
                _("This file is larger than {limit} MB: cut it into several, one a year.").format(limit=limit)
            )
        register = actions.receive(
            chunks=file.chunks(), name=file.name or "", by=request.actor, at=timezone.now()
        )
    except Refused as refused:
        return _index(request, error=refused.sentence)
    return redirect("register", register.pk)


def _index(request: Request, *, error: Any = "") -> HttpResponse:
    found = queries.listed(request.actor, after=request.GET.get("after", ""))
    context = {
        "registers": found.rows,
        "after": found.after,
        "states": STATES,
        "kinds": KINDS,
        "error": error,
        "limit": settings.REGISTER_LIMIT // MEGABYTE,
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return render(request, "registers/registers.html", context, status=status)


@permission(RegistersVerb.IMPORT)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    register = find(request, pk)
    return render(request, "registers/register.html", _context(register))


@permission(RegistersVerb.IMPORT)
@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """The bar, asked for every two seconds; once the work is done the page comes back whole."""
    register = find(request, pk)
    if register.state not in BUSY:
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
        answer["HX-Redirect"] = request.path.removesuffix("progress/")
        return answer
    return render(request, "registers/_progress.html", _context(register))


def _context(register: Register) -> dict[str, Any]:
    silent = timezone.now() - (register.beat_at or register.moved_at)
    context: dict[str, Any] = {
        "register": register,
        "state": STATES[RegisterState(register.state)],
        "kind": KINDS.get(RegisterState(register.state), "plain"),
        "is_busy": register.state in BUSY,
        "is_silent": register.state in BUSY and silent > actions.SILENT,
        "total": _total(register),
    }
    if register.state == RegisterState.UNREADABLE:
        context["why"] = FILES[Why(register.why)]
    if register.state in (RegisterState.CHECKED, RegisterState.WRITTEN):
        context |= shown(register)
    if register.state == RegisterState.WRITTEN:
        context["may_undo"] = queries.is_last(register)
    return context


def _total(register: Register) -> int:
    """How many rows the bar is for; while a file is read nobody knows."""
    if register.state == RegisterState.UNDOING:
        return int(register.counts.get("written", {}).get("interventions", register.total))
    return register.total


@permission(RegistersVerb.IMPORT)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, actions.confirm, "")


@permission(RegistersVerb.IMPORT)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, actions.undo, "")


@permission(RegistersVerb.IMPORT)
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, actions.resume, _("The work goes on where it stopped."))


@permission(RegistersVerb.IMPORT)
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, actions.drop, _("The register is given up; its file is removed."))


def _do(request: Request, pk: int, action: Callable[..., object], said: str) -> HttpResponse:
    register = find(request, pk)
    try:
        action(register=register, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        if said:
            messages.success(request, said)
    return redirect("register", pk)
