"""The life project of a case: what is being written, what is lived, what was."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from jaras.cases.models import Case
from jaras.cases.rules import LIVING as FOLLOWED
from jaras.inclusion import queries
from jaras.inclusion.models import LifeProject, Step
from jaras.inclusion.rules import PROJECT, InclusionVerb
from jaras.kernel import reading
from jaras.people.models import Person
from jaras.web.cases.file import head, sought
from jaras.web.cases.words import persons_of
from jaras.web.inclusion import words
from jaras.web.inclusion.finding import found
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

in_a_case("case_project", gettext_lazy("Life project"), "project", InclusionVerb.READ)


@permission(InclusionVerb.READ)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """The version to open first, of the first person or of the one asked for."""
    case = sought(request, pk)
    persons = persons_of(case)
    asked = [person for person in persons if str(person.pk) == request.GET.get("person", "")]
    versions = queries.of_case(case, request.actor)
    chosen = asked[0] if asked else _first(persons, versions)
    mine = [version for version in versions if chosen and version.person_id == chosen.pk]
    current = queries.current(mine)
    if current is None:
        reading.record("case", case.pk, by=request.actor, at=timezone.now())
        context = head(request, case) | _around(request, case, persons, chosen, [])
        return render(request, "inclusion/none.html", context)
    return _shown(request, case, current.pk, versions)


@permission(InclusionVerb.READ)
@require_GET
def version(request: Request, pk: int, project_pk: int) -> HttpResponse:
    case, project = found(request, pk, project_pk)
    return _render(request, case, project, queries.of_case(case, request.actor))


def _shown(request: Request, case: Case, pk: int, versions: list[LifeProject]) -> HttpResponse:
    _case, project = found(request, case.pk, pk)
    return _render(request, case, project, versions)


def _first(persons: list[Person], versions: list[LifeProject]) -> Person | None:
    """Whoever has a project, else the first of the case."""
    having = {version.person_id for version in versions}
    return next((person for person in persons if person.pk in having), persons[0] if persons else None)


def _render(request: Request, case: Case, project: LifeProject, versions: list[LifeProject]) -> HttpResponse:
    mine = [each for each in versions if each.person_id == project.person_id]
    context = head(request, case) | _around(request, case, persons_of(case), project.person, mine)
    return render(
        request, "inclusion/project.html", context | shown(project) | _moves(request, project, mine)
    )


def _around(
    request: Request, case: Case, persons: list[Person], chosen: Person | None, versions: list[LifeProject]
) -> dict[str, Any]:
    return {
        "persons": persons,
        "chosen": chosen,
        "versions": versions,
        "project_states": words.STATES,
        "may_write_project": request.actor.can(InclusionVerb.WRITE),
        "followed": case.state in FOLLOWED,
    }


def shown(project: LifeProject) -> dict[str, Any]:
    """What the sheet shows of a version."""
    agreement = words.agreement_of(project)
    return {
        "project": project,
        "aims": words.aims(project),
        "agreement": agreement,
        "agreed_how": words.agreed(agreement),
        "today": timezone.localdate(),
    }


def _moves(request: Request, project: LifeProject, versions: list[LifeProject]) -> dict[str, Any]:
    """What may be done with a version from here."""
    writes = request.actor.can(InclusionVerb.WRITE)
    draft = next((each for each in versions if each.is_draft), None)
    lived = next((each for each in versions if each.is_living), None)
    return {
        "draft": draft if draft and draft.pk != project.pk else None,
        "lived": lived if lived and lived.pk != project.pk else None,
        "before": next((each for each in versions if each.number < project.number), None),
        "verbs": PROJECT.verbs_from(project.state) if writes else (),
        "writes": writes and project.is_draft,
        "ticks": writes and project.is_living,
        "next_step": _next_step(project) if project.is_living else None,
        "taken_out": [goal for goal in project.goals.all() if goal.removed_at] if project.is_draft else [],
    }


def _next_step(project: LifeProject) -> words.Line | None:
    """The first step nobody has done yet: the nearest day, else the first goal's."""
    lines = [line for aim in words.aims(project) for line in aim.lines if line.step.done_at is None]
    return min(lines, key=lambda line: _day(line.step), default=None)


def _day(step: Step) -> tuple[bool, str]:
    return step.by_on is None, str(step.by_on or "")
