"""Two versions of a project side by side, with what was added, removed, changed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jaras.inclusion import rules
from jaras.inclusion.models import LifeProject
from jaras.inclusion.rules import GoalSaid, InclusionVerb, StepSaid, Text
from jaras.web.cases.file import head
from jaras.web.inclusion import words
from jaras.web.inclusion.finding import found
from jaras.web.shell import moments
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(InclusionVerb.READ)
@require_GET
def compare(request: Request, pk: int, project_pk: int, other_pk: int) -> HttpResponse:
    """The older on the one side, the newer on the other, whichever was asked for first."""
    case, one = found(request, pk, project_pk)
    _case, two = found(request, pk, other_pk)
    if one.person_id != two.person_id or one.pk == two.pk:
        raise Http404
    before, after = sorted((one, two), key=lambda project: project.number)
    context = head(request, case) | {
        "before": before,
        "after": after,
        "project_states": words.STATES,
        "texts": [text for text in _texts(before, after) if text[1].before or text[1].after],
        "goals": rules.compare(_said(before), _said(after)),
    }
    return render(request, "inclusion/compare.html", context)


def _texts(before: LifeProject, after: LifeProject) -> list[tuple[str, Text]]:
    pairs: list[tuple[str, Any, Any]] = [
        (_("In their own words"), before.words, after.words),
        (_("I commit to"), before.person_commits, after.person_commits),
        (_("The cell commits to"), before.cell_commits, after.cell_commits),
        (_("We look at it again on"), _day(before), _day(after)),
    ]
    return [(title, rules.compare_texts(old, new)) for title, old, new in pairs]


def _day(project: LifeProject) -> str:
    return moments.exact(project.review_on) if project.review_on else ""


def _said(project: LifeProject) -> list[GoalSaid]:
    """The goals as they read, each followed by its thread."""
    return [
        GoalSaid(
            goal.thread,
            " · ".join(words.apart(part) for part in (goal.words, words.domain(goal)) if part),
            tuple(StepSaid(step.thread, words.step_said(step, project)) for step in goal.kept_steps()),
        )
        for goal in project.kept_goals()
    ]
