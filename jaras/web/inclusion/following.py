"""An agreed project begins, is looked at again, ends."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from jaras.inclusion import actions
from jaras.inclusion.rules import InclusionVerb
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask
from jaras.web.inclusion.finding import address, found
from jaras.web.inclusion.forms import MoveForm
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@dataclass(frozen=True)
class Words:
    """How a move is called, asked about, told afterwards."""

    title: Any
    says: Any
    button: Any
    said: Any


MOVES = {
    "start": Words(_("The project begins"), "", _("It begins"), _("The project is under way.")),
    "carry_on": Words(
        _("It stays as it is"),
        _("You looked at it together, nothing changes. Say how things stand."),
        _("Carry on"),
        _("The project goes on."),
    ),
    "achieve": Words(
        _("It is achieved"),
        _("Keep how they tell it, in their words."),
        _("It is achieved"),
        _("The project is achieved."),
    ),
    "leave": Words(
        _("Stop the project"),
        _("Everything stays readable; another project may begin later."),
        _("Stop here"),
        _("The project stops here."),
    ),
}


@permission(InclusionVerb.WRITE)
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int, project_pk: int, verb: str) -> HttpResponse:
    case, project = found(request, pk, project_pk)
    if verb not in MOVES:
        raise Http404
    words = MOVES[verb]

    def act(said: dict[str, Any]) -> None:
        by, at = request.actor, timezone.now()
        if verb == "start":
            actions.start(project=project, by=by, at=at)
        elif verb == "carry_on":
            actions.carry_on(project=project, said=said["reason"], review_on=said["review_on"], by=by, at=at)
        elif verb == "achieve":
            actions.achieve(project=project, said=said["reason"], by=by, at=at)
        else:
            actions.leave(project=project, reason=said["reason"], by=by, at=at)

    return ask(
        request,
        case,
        MoveForm(verb, posted(request)),
        act,
        title=str(words.title),
        says=str(words.says),
        button=str(words.button),
        said=str(words.said),
        back=address(project),
    )
