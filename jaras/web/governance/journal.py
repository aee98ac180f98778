"""The journal of accesses, for whoever protects the data."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from jaras.governance import queries
from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SUBJECTS = {
    "report": _("Report"),
    "case": _("Case"),
    "person": _("Person"),
    "sheet": _("Watch on paper"),
    "export": _("File taken out"),
}

room("journal", _("Accesses"), "journal", GovernanceVerb.JOURNAL)


@permission(GovernanceVerb.JOURNAL)
@require_GET
def index(request: Request) -> HttpResponse:
    asked = {
        "by": _number(request.GET.get("by", "")),
        "subject": request.GET.get("subject", "") if request.GET.get("subject") in SUBJECTS else "",
        "subject_id": _number(request.GET.get("number", "")),
    }
    lines, after = queries.accesses_page(request.actor, after=request.GET.get("after", ""), **asked)  # type: ignore[arg-type]
    context = {
        "lines": lines,
        "after": after,
        "asked": asked,
        "subjects": SUBJECTS,
        "members": Member.objects.visible_to(request.actor),
    }
    return render(request, "governance/journal.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 18 else None
