"""Who saw this file: everybody who read a case or a person, for whoever answers for the data."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from jaras.cases import queries as case_queries
from jaras.cases.models import Case
from jaras.governance import queries
from jaras.governance.rules import GovernanceVerb
from jaras.intake import queries as intake
from jaras.kernel import reading
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.record import readers
from jaras.people.models import Person
from jaras.web.governance.accesses import lines, roles
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1

in_a_case("case_readers", gettext_lazy("Who saw it"), "journal", GovernanceVerb.READERS)


@permission(GovernanceVerb.READERS)
@require_GET
def of_case(request: Request, pk: int) -> HttpResponse:
    """For whoever sees the case; the journal's reader is told of any number, seen or not."""
    case = _there(Case.objects.visible_to(_eyes(request.actor)), pk)
    if case is None and not request.actor.can(GovernanceVerb.JOURNAL):
        raise Http404
    reports = [report.pk for report in intake.of_case(case, SYSTEM)] if case else []
    title = _("Who saw case %(number)s?") % {"number": pk}
    return _page(request, readers.of_cases([pk], reports), title=title, kind="case", pk=pk, case=case)


@permission(GovernanceVerb.READERS)
@require_GET
def of_person(request: Request, pk: int) -> HttpResponse:
    """Their own page, with the cases that concern them as far as the reader may know of them."""
    eyes = _eyes(request.actor)
    person = _there(Person.objects.visible_to(eyes), pk)
    if person is None and not request.actor.can(GovernanceVerb.JOURNAL):
        raise Http404
    cases = [case.pk for case in case_queries.of_persons(eyes, [person])[pk]] if person else []
    read = readers.of_person(pk) | readers.of_cases(cases)
    return _page(request, read, title=_("Who saw person %(number)s?") % {"number": pk}, kind="person", pk=pk)


def _eyes(actor: Actor) -> Actor:
    """Whoever reads the whole journal is told of every file, by its number alone."""
    return SYSTEM if actor.can(GovernanceVerb.JOURNAL) else actor


def _there(rows: Any, pk: int) -> Any:
    return rows.filter(pk=pk).first() if pk <= LARGEST else None


def _page(
    request: Request, read: Q, *, title: str, kind: str, pk: int, case: Case | None = None
) -> HttpResponse:
    if pk > LARGEST:
        raise Http404
    after = request.GET.get("after", "")
    known, found, following = queries.readers_of(request.actor, read, after=after)
    # Who looks at the lookers leaves a line, too.
    reading.record(f"{kind}_readers", pk, by=request.actor, at=timezone.now())
    context = {
        "title": title,
        "known": [(reader, roles(reader.read.roles)) for reader in known],
        "lines": lines(found),
        "after": following,
        "continued": bool(after),
        "here": request.path,
        "journal": request.actor.can(GovernanceVerb.JOURNAL),
        "case": case,
        "at": timezone.now(),
    }
    return render(request, "governance/readers.html", context)
