"""The steps of a goal: added, amended, taken out while it is a draft, ticked off while it is lived."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.inclusion import actions
from jaras.inclusion.models import Step
from jaras.inclusion.rules import InclusionVerb
from jaras.kernel.versions import Conflict, seen
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask, both
from jaras.web.inclusion.finding import address, do, found, goal_of, step_of
from jaras.web.inclusion.forms import STEP, StepForm, chosen
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(InclusionVerb.WRITE)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int, project_pk: int, goal_pk: int) -> HttpResponse:
    case, project = found(request, pk, project_pk)
    goal = goal_of(project, goal_pk)
    form = StepForm(project, None, request.actor, posted(request))
    return ask(
        request,
        case,
        form,
        lambda said: actions.add_step(
            goal=goal, key=said["key"], by=request.actor, at=timezone.now(), **form.said()
        ),
        title=_("A step"),
        says=goal.words,
        button=_("Add the step"),
        said=_("The step is in the project."),
        back=address(project, goal),
    )


@permission(InclusionVerb.WRITE)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int, project_pk: int, step_pk: int) -> HttpResponse:
    case, project = found(request, pk, project_pk)
    step = step_of(project, step_pk)
    form = StepForm(project, step, request.actor, posted(request))

    def save(said: dict[str, Any]) -> None:
        if project.is_draft and said["seen"] != seen(step, *STEP):
            raise Conflict(step)
        actions.amend_step(step=step, by=request.actor, at=timezone.now(), **form.said())

    def conflict() -> HttpResponse:
        _case, now = found(request, pk, project_pk)
        kept, data = step_of(now, step_pk), request.POST.copy()
        data["seen"] = seen(kept, *STEP)
        again = StepForm(now, kept, request.actor, data)
        return both(
            request,
            case,
            again,
            _differences(kept, again),
            "StepChanged",
            title=_("A step"),
            back=address(project, step.goal),
            subject=("step", step.pk),
        )

    return ask(
        request,
        case,
        form,
        save,
        title=_("A step"),
        says=step.goal.words,
        button=_("Save"),
        said=_("Saved."),
        conflict=conflict,
        back=address(project, step.goal),
    )


def _differences(kept: Step, form: StepForm) -> list[tuple[str, str, str]]:
    """Each field that two people wrote otherwise: what was saved, what this one wrote."""
    names: dict[str, str] = {}
    for value, word in form.fields["who"].choices:  # type: ignore[attr-defined]
        names |= {str(v): str(w) for v, w in word} if isinstance(word, list) else {str(value): str(word)}
    mine = {name: str(form.data.get(name, "")) for name in ("what", "who", "somebody", "by_on")}
    pairs = [
        ("what", kept.what, mine["what"]),
        ("who", names.get(chosen(kept), ""), names.get(mine["who"], "")),
        ("somebody", kept.somebody, mine["somebody"]),
        ("by_on", str(kept.by_on or ""), mine["by_on"]),
    ]
    return [
        (str(form.fields[name].label), theirs or "–", yours or "–")
        for name, theirs, yours in pairs
        if theirs != yours
    ]


# What a press of a button does to a step.
MOVES: dict[str, tuple[Callable[..., Step], dict[str, bool]]] = {
    "done": (actions.finish_step, {"done": True}),
    "not-done": (actions.finish_step, {"done": False}),
    "remove": (actions.remove_step, {}),
    "put-back": (actions.put_back_step, {}),
}


@permission(InclusionVerb.WRITE)
@require_POST
def move(request: Request, pk: int, project_pk: int, step_pk: int, verb: str) -> HttpResponse:
    """Done, not done after all, taken out, put back."""
    _case, project = found(request, pk, project_pk)
    step = step_of(project, step_pk)
    if verb not in MOVES:
        raise Http404
    action, how = MOVES[verb]
    said = {
        "done": _("The step is done."),
        "not-done": _("The step is to be done again."),
        "remove": _("The step is taken out. It can be put back until the project is agreed."),
        "put-back": _("The step is back."),
    }
    return do(
        request,
        lambda: action(step=step, by=request.actor, at=timezone.now(), **how),
        said=said[verb],
        back=address(project, step.goal),
    )
