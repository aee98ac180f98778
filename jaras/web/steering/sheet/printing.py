"""The two pages of the month as a PDF."""

from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jaras.steering import actions
from jaras.steering.rules import Month, Period, SteeringVerb
from jaras.web.shell import paper
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.steering.sheet.content import content

TEMPLATE = Path(__file__).parent / "month.typ"


@permission(SteeringVerb.EXPORT)
@require_safe
def sheet(request: Request) -> HttpResponse:
    """One month in the reader's language; without one, the month that ended last."""
    this = Month.of(localdate())
    month = min(Month.read(request.GET.get("from", "")) or this.plus(-1), this)
    at = timezone.now()
    actions.export(form="pdf", period=Period(month, month), kept="", by=request.actor, at=at)
    return HttpResponse(
        paper.pdf(TEMPLATE, content(month, to=request.actor, at=at)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="jaras-{month}.pdf"', "Cache-Control": "no-store"},
    )
