"""The goals of a draft: added, amended, put in the person's order."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.inclusion import actions
from jaras.inclusion.models import Goal
from jaras.inclusion.rules import InclusionVerb
from jaras.kernel.versions import Conflict, seen
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask, both
from jaras.web.inclusion import words
from jaras.web.inclusion.finding import address, do, found, goal_of
from jaras.web.inclusion.forms import GOAL, GoalForm
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(InclusionVerb.WRITE)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int, project_pk: int) -> HttpResponse:
    case, project = found(request, pk, project_pk)
    return ask(
        request,
        case,
        GoalForm(None, posted(request)),
        lambda said: actions.add_goal(
            project=project,
            words=said["words"],
            domain=said["domain"],
            key=said["key"],
            by=request.actor,
            at=timezone.now(),
        ),
        title=_("A goal"),
        button=_("Add the goal"),
        said=_("The goal is in the project."),
        back=address(project),
    )


@permission(InclusionVerb.WRITE)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int, project_pk: int, goal_pk: int) -> HttpResponse:
    case, project = found(request, pk, project_pk)
    goal = goal_of(project, goal_pk)

    def save(said: dict[str, Any]) -> None:
        if project.is_draft and said["seen"] != seen(goal, *GOAL):
            raise Conflict(goal)
        actions.amend_goal(
            goal=goal, words=said["words"], domain=said["domain"], by=request.actor, at=timezone.now()
        )

    def conflict() -> HttpResponse:
        _case, now = found(request, pk, project_pk)
        kept, data = goal_of(now, goal_pk), request.POST.copy()
        data["seen"] = seen(kept, *GOAL)
        form = GoalForm(kept, data)
        texts = [(str(form.fields["words"].label), kept.words, data.get("words", ""))]
        if data.get("domain", "") != kept.domain:
            chosen = dict(form.fields["domain"].choices)  # type: ignore[attr-defined]
            texts.append(
                (
                    str(form.fields["domain"].label),
                    words.domain(kept) or "–",
                    str(chosen.get(data.get("domain"), "–")),
                )
            )
        return both(
            request,
            case,
            form,
            [text for text in texts if text[1] != text[2]],
            "GoalChanged",
            title=_("A goal"),
            back=address(project, goal),
            subject=("goal", goal.pk),
        )

    return ask(
        request,
        case,
        GoalForm(goal, posted(request)),
        save,
        title=_("A goal"),
        button=_("Save"),
        said=_("Saved."),
        conflict=conflict,
        back=address(project, goal),
    )


# What a press of a button does to a goal, with what is said afterwards.
MOVES: dict[str, tuple[Callable[..., Goal], dict[str, bool]]] = {
    "earlier": (actions.move_goal, {"earlier": True}),
    "later": (actions.move_goal, {"earlier": False}),
    "remove": (actions.remove_goal, {}),
    "put-back": (actions.put_back_goal, {}),
}


@permission(InclusionVerb.WRITE)
@require_POST
def move(request: Request, pk: int, project_pk: int, goal_pk: int, verb: str) -> HttpResponse:
    """One place earlier or later, taken out, put back."""
    _case, project = found(request, pk, project_pk)
    goal = goal_of(project, goal_pk)
    if verb not in MOVES:
        raise Http404
    action, how = MOVES[verb]
    said = {
        "remove": _("The goal is taken out. It can be put back until the project is agreed."),
        "put-back": _("The goal is back."),
    }
    return do(
        request,
        lambda: action(goal=goal, by=request.actor, at=timezone.now(), **how),
        said=said.get(verb, _("The order is changed.")),
        back=address(project, None if verb == "remove" else goal),
    )
