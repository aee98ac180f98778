"""The two pages of the month as a PDF."""

from datetime import datetime
from pathlib import Path

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jaras.kernel.exports import Written
from jaras.steering import actions
from jaras.steering.rules import Month, Period, SteeringVerb
from jaras.web.shell import leaving, paper
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.steering import words
from jaras.web.steering.sheet.content import content

TEMPLATE = Path(__file__).parent / "month.typ"


@permission(SteeringVerb.EXPORT)
def sheet(request: Request) -> HttpResponse:
    """One month in the reader's language; without one, the month that ended last."""
    this = Month.of(localdate())
    month = min(Month.read(request.GET.get("from", "")) or this.plus(-1), this)

    def write(at: datetime) -> Written:
        actions.export(form="pdf", period=Period(month, month), kept="", by=request.actor, at=at)
        drawn = paper.pdf(TEMPLATE, content(month, to=request.actor, at=at))
        return Written(f"jaras-{month}.pdf", "application/pdf", drawn, 1)

    what = _("The month of %(month)s on two pages.") % {"month": words.month(month)}
    return leaving.taken_out(request, "figures", what=what, back=reverse("figures"), write=write)
