"""The journal of accesses, for whoever protects the data."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from jaras.governance import queries
from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.reading import digest_of
from jaras.kernel.record.readers import Wanted
from jaras.web.governance.accesses import ACTS, SUBJECTS, lines
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST_SEARCH = 200

room("journal", _("Accesses"), "journal", GovernanceVerb.JOURNAL)


@permission(GovernanceVerb.JOURNAL)
@require_GET
def index(request: Request) -> HttpResponse:
    """Everything, or what one member did, what happened to one thing, one day, who searched these words."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    wanted = Wanted(
        by=_number(request.GET.get("by", "")),
        act=_known(request.GET.get("act", ""), ACTS),
        subject=_known(request.GET.get("subject", ""), SUBJECTS),
        subject_id=_number(request.GET.get("number", "")),
        day=_day(request.GET.get("day", "")),
        words=digest_of(words) if words else "",
    )
    found, after = queries.accesses_page(request.actor, wanted, after=request.GET.get("after", ""))
    context = {
        "lines": lines(found),
        "after": after,
        "asked": wanted,
        "words": words,
        "acts": ACTS,
        "subjects": SUBJECTS,
        "members": Member.objects.visible_to(request.actor),
    }
    return render(request, "governance/journal.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 18 else None


def _known(text: str, codes: object) -> str:
    return text if isinstance(codes, dict) and text in codes else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
