"""The case file: one person's path with us, from the first word."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jaras.bells.queries.listing import of_case
from jaras.care import queries as care
from jaras.care.lists import interventions, need_states
from jaras.care.models import Intervention, Need
from jaras.care.rules import CareVerb
from jaras.cases import queries
from jaras.cases.actions.closing import obstacles
from jaras.cases.lists import case_outcomes, case_states, stages
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.queries import ending
from jaras.cases.queries.glass import reference_of
from jaras.cases.rules import LIVING, CasesVerb
from jaras.governance.roles import compartments
from jaras.intake import queries as intake
from jaras.intake.lists import channels, legal_duties, urgency_levels
from jaras.kernel import reading
from jaras.kernel.pages import Page
from jaras.kernel.versions import seen
from jaras.partners.lists import poles, services
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.web.cases import sentences
from jaras.web.cases.forms import CARD
from jaras.web.cases.words import moves, name_of, persons_of
from jaras.web.shell import hanging, moments, navigation
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

READING = ("GET", "HEAD")


def find(request: Request, pk: int) -> Case:
    """The case, or nothing there for whoever may not see it; each page of it that is read leaves its row."""
    case = sought(request, pk)
    if request.method in READING:
        reading.record("case", case.pk, by=request.actor, at=timezone.now())
    return case


def sought(request: Request, pk: int) -> Case:
    """The same, for a page that leaves a row of its own: a document, a project."""
    case = queries.opened(request.actor, pk)
    if case is None:
        raise Http404
    return case


@permission(CasesVerb.READ)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    return render(request, "cases/case.html", shown(request, case) | story(request, case))


@permission(CasesVerb.READ)
@require_GET
def timeline(request: Request, pk: int) -> HttpResponseBase:
    """The story alone: another tab, or what came before."""
    if not request.htmx:
        return page(request, pk)
    case = find(request, pk)
    return render(request, "cases/_story.html", {"case": case} | story(request, case))


def head(request: Request, case: Case) -> dict[str, Any]:
    """What stands above every page of a case."""
    persons = persons_of(case)
    at = timezone.now()
    return {
        "case": case,
        "at": at,
        "first": persons[0] if persons else None,
        "others": persons[1:],
        "age": persons[0].age(timezone.localtime(at).date()) if persons else None,
        "states": case_states(),
        "urgencies": urgency_levels(),
        "name_of": name_of,
        "may_see_persons": request.actor.can(PeopleVerb.READ),
        "may_write": request.actor.can(CasesVerb.WRITE),
        "sealed_in": label(compartments()[case.compartment]) if case.compartment else "",
        "rooms": navigation.tabs_of_case(request, case.pk),
    }


def shown(request: Request, case: Case) -> dict[str, Any]:
    """Everything beside the story."""
    reports = intake.of_case(case, request.actor)
    closures = queries.closures(case)
    asked = next((each for each in closures if each.answered_at is None), None)
    entered = {change.stage: change.at for change in queries.stages(case)}
    return head(request, case) | {
        "chevrons": [(item.code, label(item), _since(entered.get(item.code))) for item in stages()],
        "living": case.state in LIVING,
        "card_seen": seen(case, *CARD),
        "asked_by_me": case.closure_requested_by_id == request.actor.member_id,
        "moves": moves(case, request.actor),
        "closures": closures,
        "asked": asked,
        "obstacles": obstacles(case) if asked else [],
        "followed_up": next((each for each in closures if each.is_followed_up), None),
        "outcomes": case_outcomes(),
        "today": timezone.localtime().date(),
        "reports": reports,
        "channels": channels(),
        "duties": intake.duties(reports),
        "legal_duties": legal_duties(),
        "needs": by_pole(case, care.needs_of(case, request.actor), care.of_case(case, request.actor)),
        "need_states": need_states(),
        "services": services(),
        "helps": interventions(),
        "team": queries.team(case),
        "documents": queries.documents(case),
        "bells": of_case(case.pk, request.actor),
        "hanging": hanging,
        "may_act": request.actor.can(CareVerb.ACT),
        "me": request.actor.member_id,
        "reference": reference_of(case),
        "stays": ending.staying(case, held=getattr(case, "held_back", False)),
    }


def _since(entered: datetime | None) -> str:
    return _("since %(day)s") % {"day": moments.day(entered)} if entered else ""


def by_pole(
    case: Case, needs: Sequence[Need], interventions: Sequence[Intervention]
) -> list[tuple[Any, bool, list[Need], list[Intervention]]]:
    """Each pole: whether the case asks for it, what it is needed for, what it did."""
    return [
        (
            pole,
            pole.code in case.poles,
            [need for need in needs if need.pole == pole.code],
            [each for each in interventions if each.pole == pole.code],
        )
        for pole in poles()
    ]


def story(request: Request, case: Case) -> dict[str, Any]:
    tab = request.GET.get("show", "")
    tab = tab if tab in sentences.TABS else "all"
    page = queries.timeline(case, kinds=sentences.TABS[tab], after=request.GET.get("after", ""))
    return {
        "tab": tab,
        "tabs": sentences.tabs(),
        "days": list(by_day(page, persons_of(case))),
        "after": page.after,
        "continued": bool(request.GET.get("after")),
    }


def by_day(
    page: Page[TimelineEntry], persons: Iterable[Person]
) -> Iterable[tuple[date, list[tuple[TimelineEntry, sentences.Sentence]]]]:
    """The lines under the day they happened, in the time of the territory."""
    names = {person.pk: person.name for person in persons}
    day: date | None = None
    lines: list[tuple[TimelineEntry, sentences.Sentence]] = []
    for entry in page.rows:
        on = timezone.localtime(entry.at).date()
        if day is not None and on != day:
            yield day, lines
            lines = []
        day = on
        lines.append((entry, sentences.sentence(entry, names)))
    if day is not None:
        yield day, lines
