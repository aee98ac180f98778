"""The list of cases: filtered, sorted, searched."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jaras.cases import queries
from jaras.cases.lists import case_states, stages
from jaras.cases.queries import ORDERS, Wanted
from jaras.cases.rules import CasesVerb
from jaras.intake.lists import urgency_levels
from jaras.kernel import exports, reading
from jaras.kernel.coded import CodedList
from jaras.territory import queries as territory
from jaras.web.cases.rows import rows
from jaras.web.shell.navigation import in_a_case, room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST_SEARCH = 200
FOLLOWED, EVERY = "living", "all"

room("cases", gettext_lazy("Cases"), "cases", CasesVerb.READ)
in_a_case("case", gettext_lazy("The story"), "journal", CasesVerb.READ)


@permission(CasesVerb.READ)
@require_GET
def index(request: Request) -> HttpResponse:
    """Fifty cases, those still followed unless asked otherwise; words search among all of them."""
    words = words_of(request)
    wanted = asked(request, words)
    if words:
        cases, after = queries.found(request.actor, words, wanted, shown=queries.as_lines), ""
        reading.searched("case", words, len(cases), by=request.actor, at=timezone.now())
    else:
        page = queries.lines(request.actor, wanted, after=request.GET.get("after", ""))
        cases, after = page.rows, page.after
    context = {
        "rows": rows(cases, order=wanted.order, at=timezone.now()),
        "after": after,
        "continued": bool(request.GET.get("after")),
        "words": words,
        "wanted": wanted,
        "parameters": parameters(wanted),
        "plain": wanted == Wanted(state=FOLLOWED),
        "state": wanted.state or EVERY,
        "total": None if words else _total(request, wanted),
        "filters": filters(),
        "may_take_out": exports.may(request.actor, "cases"),
    }
    return render(request, "cases/_found.html" if request.htmx else "cases/cases.html", context)


def words_of(request: Request) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def asked(request: Request, words: str) -> Wanted:
    """The filters of the address; what is not in a list is not asked. Words look among all cases."""
    given = request.GET
    plain = EVERY if words else FOLLOWED
    state = given.get("state", plain)
    state = state if state in {EVERY, FOLLOWED, "ended", *case_states().codes()} else plain
    commune = given.get("commune", "")
    return Wanted(
        state="" if state == EVERY else state,
        stage=_of(stages(), given.get("stage", "")),
        commune=commune if commune and territory.commune_of_code(commune) else "",
        urgency=_of(urgency_levels(), given.get("urgency", "")),
        referent_id=request.actor.member_id if given.get("mine") else None,
        order=given.get("order", "") if given.get("order", "") in ORDERS else "moved",
    )


def parameters(wanted: Wanted) -> dict[str, str]:
    """The same filters as an address."""
    return {
        "state": "" if wanted.state == FOLLOWED else wanted.state or EVERY,
        "stage": wanted.stage,
        "commune": wanted.commune,
        "urgency": wanted.urgency,
        "mine": "1" if wanted.referent_id else "",
        "order": "" if wanted.order == "moved" else wanted.order,
    }


def filters() -> dict[str, list[tuple[str, str]]]:
    """What each list of choices offers."""
    return {
        "state": [
            (FOLLOWED, _("Followed")),
            *_named(case_states()),
            ("ended", _("Ended, whatever the end")),
            (EVERY, _("All, even ended")),
        ],
        "stage": [("", _("Every stage")), *_named(stages())],
        "commune": [("", _("Every commune")), *((row.code, row.name) for row in territory.communes())],
        "urgency": [("", _("Every urgency")), *_named(urgency_levels())],
        "order": [
            ("moved", pgettext("order", "What moved last")),
            ("opened", pgettext("order", "What was opened last")),
            ("due", pgettext("order", "What is due first")),
        ],
    }


def _total(request: Request, wanted: Wanted) -> int | None:
    """How many cases are followed, where a counter knows it for this reader."""
    if replace(wanted, order="moved") != Wanted(state=FOLLOWED):
        return None
    return queries.living_total(request.actor)


def _of(items: CodedList, code: str) -> str:
    return code if code in items else ""


def _named(items: CodedList) -> list[tuple[str, Any]]:
    return [(item.code, item.name(get_language() or "fr")) for item in items]
