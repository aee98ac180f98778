"""Finding again: every report, then whatever some words name."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.cases import queries as cases
from jaras.cases.rules import CasesVerb
from jaras.intake import queries
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import reading
from jaras.people import queries as people
from jaras.people.rules import PeopleVerb
from jaras.web.intake import wording
from jaras.web.shell.matching import marks, why
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SEARCH_LIMIT, MOST_EACH = 120, 10


@permission(IntakeVerb.READ)
@require_safe
def reports(request: Request) -> HttpResponse:
    """Every report the reader may see, newest first, a page at a time; or those that words find."""
    words = request.GET.get("q", "").strip()[:SEARCH_LIMIT]
    after = request.GET.get("after", "")
    if words:
        rows, following = queries.found(request.actor, words), ""
        reading.searched("report", words, len(rows), by=request.actor, at=timezone.now())
    else:
        found = queries.all_reports(request.actor, after=after)
        rows, following = found.rows, found.after
    known = {"rows": rows, "after": after, "following": following, "words": words, "wording": wording}
    return render(request, "intake/reports.html", known)


@permission(IntakeVerb.READ, CasesVerb.READ, PeopleVerb.READ)
@require_safe
def everything(request: Request) -> HttpResponse:
    """Persons, then cases, then reports: each as far as the reader may see."""
    words = request.GET.get("q", "").strip()[:SEARCH_LIMIT]
    actor = request.actor
    known: dict[str, Any] = {
        "words": words,
        "people": people.searched(actor, words, most=MOST_EACH).matches if words else (),
        "cases": cases.found(actor, words, most=MOST_EACH) if words else [],
        "reports": queries.found(actor, words, most=MOST_EACH) if words else [],
        "wording": wording,
        "marks": marks,
        "why": why,
    }
    if words:
        total = sum(len(known[kind]) for kind in ("people", "cases", "reports"))
        reading.searched("everything", words, total, by=actor, at=timezone.now())
    return render(request, "intake/search.html", known)
