"""The two pages of the month as a PDF."""

import json
from pathlib import Path

import typst
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jaras.steering import actions
from jaras.steering.rules import Month, Period, SteeringVerb
from jaras.web.shell import moments
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.steering.sheet.content import content

TEMPLATE = Path(__file__).parent / "month.typ"
FONTS = Path(moments.__file__).parent / "static" / "shell" / "fonts"


@permission(SteeringVerb.EXPORT)
@require_safe
def sheet(request: Request) -> HttpResponse:
    """One month in the reader's language; without one, the month that ended last."""
    this = Month.of(localdate())
    month = min(Month.read(request.GET.get("from", "")) or this.plus(-1), this)
    at = timezone.now()
    actions.export(form="pdf", period=Period(month, month), kept="", by=request.actor, at=at)
    said = json.dumps(content(month, to=request.actor, at=at), ensure_ascii=False)
    made: bytes = typst.compile(str(TEMPLATE), sys_inputs={"said": said}, font_paths=[str(FONTS)])
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="jaras-{month}.pdf"', "Cache-Control": "no-store"},
    )
