"""Files of a case: sent, given back to whoever may see the case."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jaras.cases import actions
from jaras.cases.models import Document
from jaras.cases.rules import CasesVerb
from jaras.kernel import files, reading
from jaras.kernel.refusal import Refused
from jaras.web.cases.file import find, sought
from jaras.web.cases.forms import DocumentForm, posted
from jaras.web.cases.task import ask
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SHOWN_IN_PLACE = ("image/", "audio/")


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)

    def keep(said: dict[str, Any]) -> None:
        upload = said["file"]
        if upload.size > settings.UPLOAD_LIMIT:  # before the whole of it is in memory
            raise Refused(_("This file is too large: at most 12 MB."), field="file")
        actions.add_document(
            case=case,
            content=upload.read(),
            name=upload.name,
            title=said["title"],
            by=request.actor,
            at=timezone.now(),
        )

    sent = request.FILES if request.method == "POST" else None
    return ask(
        request,
        case,
        DocumentForm(posted(request), sent),
        keep,
        title=_("Add a document"),
        button=_("Add"),
        said=_("The document is in the case."),
    )


@permission(CasesVerb.READ)
@require_GET
def document(request: Request, pk: int, document_pk: int) -> FileResponse:
    """The bytes, for whoever sees the case; nothing in them may run in a browser."""
    case = sought(request, pk)
    kept = get_object_or_404(Document.objects.select_related("file"), pk=document_pk, case=case)
    path = files.location(kept.file)
    if not path.is_file():
        raise Http404
    reading.record("document", kept.pk, by=request.actor, at=timezone.now(), case_id=case.pk)
    in_place = kept.file.media_type.startswith(SHOWN_IN_PLACE)
    return FileResponse(
        files.opened(kept.file),
        as_attachment=not in_place,
        filename=f"{kept.title[:80]}{path.suffix}",
        content_type=kept.file.media_type,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )
