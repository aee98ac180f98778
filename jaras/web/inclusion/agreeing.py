"""The person says yes: the project is read together, then signed or said aloud."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jaras.inclusion import actions
from jaras.inclusion.actions.agreeing import EMPTY
from jaras.inclusion.rules import How, InclusionVerb
from jaras.kernel import files, reading
from jaras.kernel.refusal import Refused
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask
from jaras.web.inclusion.finding import address, found, sought
from jaras.web.inclusion.forms import AgreeForm
from jaras.web.inclusion.page import shown
from jaras.web.inclusion.words import agreement_of
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SHOWN_IN_PLACE = ("image/", "audio/")


@permission(InclusionVerb.WRITE)
@require_http_methods(["GET", "POST"])
def agree(request: Request, pk: int, project_pk: int) -> HttpResponse:
    """The whole sheet to read, then the form; an agreed version says so instead of agreeing twice."""
    case, project = found(request, pk, project_pk)
    sent = request.FILES if request.method == "POST" else None

    def keep(said: dict[str, Any]) -> None:
        how = How(said["how"])
        upload: UploadedFile[bytes] | None = said[EMPTY[how][0]]
        actions.agree(
            project=project,
            how=how,
            sent=_bytes(upload, EMPTY[how][0]),
            file_name=upload.name or "" if upload else "",
            name=said["name"],
            signed_on=said["signed_on"],
            review_on=said["review_on"],
            witness=said["witness"],
            seen=said["seen"],
            nonce=said["nonce"],
            by=request.actor,
            at=timezone.now(),
        )

    return ask(
        request,
        case,
        AgreeForm(project, request.actor, posted(request), sent),
        keep,
        title=_("Agree on the project"),
        button=_("They agree"),
        said=_("The project is agreed. It does not change any more; it can be revised."),
        template="inclusion/_agree.html",
        back=address(project),
        **shown(project),
    )


def _bytes(upload: "UploadedFile[bytes] | None", field: str) -> bytes:
    if upload is None:
        return b""
    if (upload.size or 0) > settings.UPLOAD_LIMIT:  # before the whole of it is in memory
        raise Refused(_("This file is too large: at most 12 MB."), field=field)
    return bytes(upload.read())


@permission(InclusionVerb.READ)
@require_GET
def agreement(request: Request, pk: int, project_pk: int) -> FileResponse:
    """The signature, the sheet or the voice note, for whoever sees the project; nothing in it may run."""
    case, project = sought(request, pk, project_pk)
    given = agreement_of(project)
    if given is None or not (path := files.location(given.file)).is_file():
        raise Http404
    reading.record("agreement", given.pk, by=request.actor, at=timezone.now(), case_id=case.pk)
    in_place = given.file.media_type.startswith(SHOWN_IN_PLACE)
    return FileResponse(
        files.opened(given.file),
        as_attachment=not in_place,
        filename=f"accord-{project.pk}{path.suffix}",
        content_type=given.file.media_type,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )
