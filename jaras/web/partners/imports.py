"""Bringing the directory in from a file: sent, previewed, confirmed, taken back."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from jaras.imports import actions, queries
from jaras.imports.actions.undoing import UNDONE_WITHIN
from jaras.imports.models import DirectoryImport
from jaras.imports.rules import ImportState, Source, unpacked
from jaras.kernel.refusal import Refused
from jaras.partners.rules import PartnersVerb
from jaras.web.partners import changes
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

MEGABYTE = 1024 * 1024
STATES = {
    ImportState.READ: (gettext_lazy("to be confirmed"), "current"),
    ImportState.WRITTEN: (pgettext_lazy("import", "written"), "done"),
    ImportState.SETTLED: (pgettext_lazy("import", "written"), "done"),
    ImportState.UNDONE: (pgettext_lazy("import", "taken back"), "locked"),
    ImportState.DROPPED: (pgettext_lazy("import", "given up"), "locked"),
}
SOURCES = {
    Source.WORKBOOK: gettext_lazy("Workbook"),
    Source.OPEN_REFERRAL: gettext_lazy("Open Referral"),
    Source.USUAL: gettext_lazy("The usual actors of a province"),
}


@permission(PartnersVerb.AMEND)
@require_GET
def index(request: Request) -> HttpResponse:
    return _index(request)


@permission(PartnersVerb.AMEND)
@require_POST
def receive(request: Request) -> HttpResponse:
    """Read the file; what cannot be read is refused at once, with what to do."""
    file = request.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile):
            raise Refused(_("Choose the file of the directory."), field="file")
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // MEGABYTE
            raise Refused(_("This file is larger than {limit} MB.").format(limit=limit), field="file")
        imported = actions.receive(
            content=file.read(), name=file.name or "", by=request.actor, at=timezone.now()
        )
    except Refused as refused:
        return _index(request, error=refused.sentence)
    return redirect("partner_import", imported.pk)


def _index(request: Request, *, error: Any = "") -> HttpResponse:
    found = queries.listed(request.actor, after=request.GET.get("after", ""))
    context = {
        "imports": found.rows,
        "after": found.after,
        "states": STATES,
        "sources": SOURCES,
        "error": error,
        "limit": settings.UPLOAD_LIMIT // MEGABYTE,
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return render(request, "partners/imports.html", context, status=status)


@permission(PartnersVerb.AMEND)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """What it would make of the directory, else what it made of it."""
    imported = _find(request, pk)
    word, kind = STATES[ImportState(imported.state)]
    context: dict[str, Any] = {
        "imported": imported,
        "state": word,
        "kind": kind,
        "source": SOURCES[Source(imported.source)],
        "counts": imported.counts,
        "may_undo": imported.state == ImportState.WRITTEN
        and timezone.now() - imported.moved_at <= UNDONE_WITHIN,
    }
    if imported.state == ImportState.READ:
        found = unpacked(imported.found)
        planned = queries.plan(found)
        context |= {"counts": planned.counts, "seen": planned.digest()}
        context |= {"noticed": changes.noticed(found.noticed)}
        context |= changes.shown(
            planned, group=request.GET.get("show", ""), after=request.GET.get("after", "")
        )
    if imported.state == ImportState.UNDONE:
        context["stays"] = list(changes.stays(imported))
    return render(request, "partners/import.html", context)


@permission(PartnersVerb.AMEND)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    def act(**told: Any) -> None:
        actions.confirm(seen=request.POST.get("seen", ""), **told)

    return _do(request, pk, act, _("The directory says it now."))


@permission(PartnersVerb.AMEND)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, actions.undo, _("The import is taken back."))


@permission(PartnersVerb.AMEND)
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, actions.drop, _("The import is given up; nothing was written."))


def _do(request: Request, pk: int, action: Callable[..., object], said: str) -> HttpResponse:
    imported = _find(request, pk)
    try:
        action(imported=imported, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)
    return redirect("partner_import", pk)


def _find(request: Request, pk: int) -> DirectoryImport:
    imported = queries.opened(request.actor, pk)
    if imported is None:
        raise Http404
    return imported
