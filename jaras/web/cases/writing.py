"""What is written in a case: notes, the summary."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.cases import actions
from jaras.cases.rules import CasesVerb
from jaras.kernel.versions import Conflict, seen
from jaras.territory import queries as territory
from jaras.web.cases.file import find
from jaras.web.cases.forms import TEXTS, AmendForm, NoteForm, posted
from jaras.web.cases.task import ask, both, joined
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def note(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    return ask(
        request,
        case,
        NoteForm(posted(request)),
        lambda said: actions.note(
            case=case, words=said["words"], key=said["key"], by=request.actor, at=timezone.now()
        ),
        title=_("Add a note"),
        button=_("Keep the note"),
        said=_("The note is kept."),
    )


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    """Rewrite the summary; what somebody wrote meanwhile is shown beside, nothing is lost."""
    case = find(request, pk)
    form = AmendForm(case, posted(request))

    def save(said: dict[str, Any]) -> None:
        if said["seen"] != seen(case, *TEXTS):
            raise Conflict(case)
        kept = case.commune if said["commune"] == case.commune_id else None
        actions.amend(
            case=case,
            summary=said["summary"],
            place_text=said["place_text"],
            commune=kept or territory.commune_of_code(said["commune"]),
            by=request.actor,
            at=timezone.now(),
        )

    def conflict() -> HttpResponse:
        return _both(request, pk)

    if "join" in request.POST:
        return conflict()
    return ask(
        request,
        case,
        form,
        save,
        title=_("Amend what the case says"),
        button=_("Save"),
        said=_("The case is amended."),
        conflict=conflict,
    )


def _both(request: Request, pk: int) -> HttpResponse:
    now = find(request, pk)
    data = request.POST.copy()
    texts = [
        (_("The situation in a few sentences"), now.summary, data.get("summary", "")),
        (_("Where to find the person"), now.place_text, data.get("place_text", "")),
    ]
    if "join" in data:
        data["summary"] = joined(now.summary, data.get("summary", ""))
        data["place_text"] = joined(now.place_text, data.get("place_text", ""))
    data["seen"] = seen(now, *TEXTS)
    different = [text for text in texts if text[1] != text[2]]
    return both(
        request, now, AmendForm(now, data), different, "CaseAmended", title=_("Amend what the case says")
    )
