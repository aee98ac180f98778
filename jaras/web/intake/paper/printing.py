"""The watch printed now, from the desk."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from jaras.governance.queries import current_watch
from jaras.governance.rules import GovernanceVerb
from jaras.kernel import exports, reading
from jaras.web.intake.paper.drawing import pdf
from jaras.web.intake.paper.keeping import HOUR
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(GovernanceVerb.WATCH)
@require_safe
def page(request: Request) -> HttpResponse:
    """Two pages in the reader's language; who printed them is in the journal."""
    at = timezone.now()
    language = "ar" if (get_language() or "").startswith("ar") else "fr"
    watch = current_watch()
    reading.record("sheet", watch.pk if watch else 0, by=request.actor, at=at)
    name = f"jaras-{timezone.localtime(at):{HOUR}}-{language}.pdf"
    sheet = pdf(language, to=request.actor, at=at)
    exports.printed(kind="paper_watch", name=name, body=sheet, by=request.actor, at=at)
    return HttpResponse(
        sheet,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"},
    )
