"""What an address names: a case, a version of one of its projects, a goal, a step; else nothing is there."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jaras.cases.models import Case
from jaras.inclusion import queries
from jaras.inclusion.models import Goal, LifeProject, Step
from jaras.kernel import reading
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove
from jaras.web.cases import file
from jaras.web.cases.file import READING
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1


def found(request: Request, pk: int, project_pk: int) -> tuple[Case, LifeProject]:
    """The case with one version of a project of this very case; whoever reads it leaves a row."""
    case, project = sought(request, pk, project_pk)
    if request.method in READING:
        reading.record("project", project.pk, by=request.actor, at=timezone.now(), case_id=case.pk)
    return case, project


def sought(request: Request, pk: int, project_pk: int) -> tuple[Case, LifeProject]:
    """The same, for a page that leaves a row of its own."""
    case = file.sought(request, pk)
    project = queries.opened(request.actor, case, project_pk) if project_pk <= LARGEST else None
    if project is None:
        raise Http404
    project.case = case
    return case, project


def goal_of(project: LifeProject, pk: int) -> Goal:
    for goal in project.goals.all():
        if goal.pk == pk:
            goal.project = project
            return goal
    raise Http404


def step_of(project: LifeProject, pk: int) -> Step:
    for goal in project.goals.all():
        for step in goal.steps.all():
            if step.pk == pk:
                goal.project = project
                step.goal = goal
                return step
    raise Http404


def address(project: LifeProject, goal: Goal | None = None) -> str:
    """The page of this version, at one of its goals."""
    page = reverse("project_version", args=[project.case_id, project.pk])
    return f"{page}#goal-{goal.pk}" if goal else page


def do(request: Request, action: Callable[[], object], *, said: str, back: str) -> HttpResponse:
    """One press of a button: it is done, or the sentence says why not; the page comes back either way."""
    try:
        action()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    except (IllegalMove, Conflict):
        messages.warning(request, _("The project changed at this very moment. Look, then do it again."))
    else:
        messages.success(request, said)
    return redirect(back)
