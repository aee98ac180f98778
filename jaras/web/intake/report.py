"""The report alone, its files, the panels that open under it."""

from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jaras.intake import actions
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import files, reading
from jaras.kernel.refusal import Refused
from jaras.web.intake import panels, showing, steps
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(IntakeVerb.READ)
@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    return showing.answer(request, steps.visible(request, pk))


@permission(IntakeVerb.READ)
@require_safe
def file(request: Request, pk: int, file: int) -> HttpResponse:
    """A file of a report that the reader may see; its kind is the one we found, never guessed again."""
    report = steps.visible(request, pk)
    stored = next((each.file for each in report.files.all() if each.pk == file), None)
    if stored is None or not files.location(stored).is_file():
        raise Http404
    reading.record("report_file", file, by=request.actor, at=timezone.now())
    shown = stored.media_type.startswith(("image/", "audio/"))
    response = FileResponse(
        files.opened(stored),
        as_attachment=not shown,
        filename=f"{report.pk}-{file}{files.location(stored).suffix}",
        content_type=stored.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return cast(HttpResponse, response)


@permission(IntakeVerb.TAKE)
@require_POST
def attach(request: Request, pk: int) -> HttpResponse:
    """A photograph, a recording or a scan is added."""

    def action(report: Report) -> None:
        sent = request.FILES.get("file")
        if sent is None:
            raise Refused(_("Choose a file."), field="file")
        actions.attach_file(
            report=report, content=sent.read(), name=sent.name or "", by=request.actor, at=timezone.now()
        )

    return steps.take(request, pk, "file", action)


@permission(IntakeVerb.RESPOND, IntakeVerb.TRIAGE)
@require_safe
def panel(request: Request, pk: int, name: str) -> HttpResponse:
    report = steps.visible(request, pk)
    known = {**showing.context(request, report), **panels.read(request, report, name)}
    template = "intake/panel.html"
    if request.htmx and not request.htmx.history_restore_request:
        template = "intake/_panel.html"
    response = render(request, template, known)
    patch_vary_headers(response, ("HX-Request",))
    return response
