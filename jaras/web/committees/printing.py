"""What a committee decided on one file, as a PDF for that file: in French or in Arabic."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.committees.rules import CommitteesVerb
from jaras.governance.queries import member_of
from jaras.kernel import exports
from jaras.web.committees.paper import sheet as paper
from jaras.web.committees.room import find, holds
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LANGUAGES = ("fr", "ar")


@permission(CommitteesVerb.CONVENE)
@require_safe
def sheet(request: Request, pk: int, language: str) -> HttpResponse:
    """For whoever holds the file alone: those who were invited take no paper away."""
    item, at = find(request, pk), timezone.now()
    if language not in LANGUAGES or not holds(request.actor, item):
        raise Http404
    name = f"seance-{item.pk}-{language}.pdf"
    made = paper.pdf(item, request.actor, language=language, at=at, by=member_of(request.actor))
    exports.printed(kind="paper_session", name=name, body=made, by=request.actor, at=at)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
