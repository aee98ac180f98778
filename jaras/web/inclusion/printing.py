"""The sheet of a project as a PDF, in French or in Arabic, for the person to keep or to sign."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.governance.queries import member_of
from jaras.inclusion.rules import InclusionVerb
from jaras.kernel import exports
from jaras.web.inclusion.finding import found
from jaras.web.inclusion.paper import sheet as paper
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LANGUAGES = ("fr", "ar")


@permission(InclusionVerb.READ)
@require_safe
def sheet(request: Request, pk: int, project_pk: int, language: str) -> HttpResponse:
    _case, project = found(request, pk, project_pk)
    if language not in LANGUAGES:
        raise Http404
    large = request.GET.get("large") == "1"
    name = f"projet-{project.pk}-{language}.pdf"
    made = paper.pdf(project, language=language, large=large, at=timezone.now(), by=member_of(request.actor))
    exports.printed(kind="paper_project", name=name, body=made, by=request.actor, at=timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
