"""The list of cases as a workbook, filtered as it is shown."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jaras.cases import queries
from jaras.cases.lists import case_states, stages
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb
from jaras.intake.lists import urgency_levels
from jaras.kernel.exports import Written
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.people.rules import called
from jaras.web.cases.index import asked, parameters, words_of
from jaras.web.cases.rows import communes
from jaras.web.shell import leaving
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

MOST = 2000
WIDTHS = (9, 12, 34, 60, 16, 20, 16, 26, 24, 34, 12, 12)


@permission(CasesVerb.EXPORT)
def table(request: Request) -> HttpResponse:
    """What this member sees in the list, as they filtered it; too many are refused, never cut."""
    words = words_of(request)
    wanted = asked(request, words)
    address = {name: value for name, value in {"q": words, **parameters(wanted)}.items() if value}

    def write(at: datetime) -> Written:
        cases = _found(request, words)
        sheet = (_("Cases"), _rows(cases), WIDTHS)
        return leaving.as_xlsx(f"jaras-cases-{localdate(at)}", [sheet], by=request.actor, at=at)

    what = _("The list of cases as it is filtered, those that you see.")
    back = f"{reverse('cases')}?{urlencode(address)}"
    return leaving.taken_out(request, "cases", what=what, back=back, write=write)


def _found(request: Request, words: str) -> Sequence[Case]:
    wanted = asked(request, words)
    if words:
        return queries.found(request.actor, words, wanted, shown=queries.as_lines)
    rows = queries.as_lines(queries.matching(request.actor, wanted))
    found = list(rows.order_by(*queries.order(wanted))[: MOST + 1])
    if len(found) > MOST:
        raise Refused(
            ngettext(
                "This list is longer than %(num)d case: filter it first.",
                "This list is longer than %(num)d cases: filter it first.",
                MOST,
            )
            % {"num": MOST},
            field="reason",
        )
    return found


def _rows(cases: Sequence[Case]) -> Iterator[leaving.Row]:
    yield (
        _("Number"), _("Opened on"), _("Persons"), _("In short"), _("Urgency"), _("State"), _("Stage"),
        _("Place"), _("Referent"), _("What comes next"), _("Due on"), _("Shared"),
    )  # fmt: skip
    persons, holders, places = queries.names(cases), queries.referents(cases), communes(cases)
    arabic = (get_language() or "").startswith("ar")
    urgencies, states, steps = urgency_levels(), case_states(), stages()
    for case in cases:
        names = (
            called(latin=latin, arabic=name, description=description, in_arabic=arabic)
            for latin, name, description in persons[case.pk]
        )
        yield (
            case.pk,
            localtime(case.opened_at).strftime("%d/%m/%Y"),
            " · ".join(names),
            case.summary,
            label(urgencies[case.urgency]) if case.urgency in urgencies else "",
            label(states[case.state]),
            label(steps[case.stage]),
            case.place_text or places.get(case.commune_id or "", ""),
            holders[case.referent_id].called if case.referent_id in holders else "",
            case.next_what,
            localtime(case.next_due_at).strftime("%d/%m/%Y") if case.next_due_at else "",
            _level(case.level),
        )


def _level(level: str) -> str:
    words = {Level.ORDINARY: "", Level.RESTRICTED: _("Restricted"), Level.SEALED: _("Sealed")}
    return words[Level(level)]
