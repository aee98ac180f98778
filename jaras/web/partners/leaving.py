"""The directory as a workbook, which can be corrected by hand, then brought in again."""

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jaras.imports import queries
from jaras.kernel.exports import Written
from jaras.partners.rules import PartnersVerb
from jaras.web.shell import leaving
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(PartnersVerb.AMEND)
def workbook(request: Request) -> HttpResponse:
    """Every sheet of it, in the words of the reader."""

    def write(at: datetime) -> Written:
        sheets = queries.Directory(request.actor).tables()
        return leaving.as_xlsx(f"jaras-directory-{localdate(at)}", sheets, by=request.actor, at=at)

    what = _("The directory: organisations, sites, services, hours, contacts, conventions.")
    return leaving.taken_out(request, "directory", what=what, back=reverse("partners"), write=write)
