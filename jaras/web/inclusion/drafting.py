"""A draft is begun, its texts are written, the next version is written from the one that is lived."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.inclusion import actions
from jaras.inclusion.models import LifeProject
from jaras.inclusion.rules import InclusionVerb
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict, seen
from jaras.web.cases.file import find
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask, both, joined
from jaras.web.cases.words import persons_of
from jaras.web.inclusion.finding import address, found
from jaras.web.inclusion.forms import TEXTS, TextsForm
from jaras.web.shell import moments
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONG = ("words", "person_commits", "cell_commits")


@permission(InclusionVerb.WRITE)
@require_POST
def begin(request: Request, pk: int) -> HttpResponse:
    """A blank page for one person of the case, opened at once."""
    case = find(request, pk)
    asked = request.POST.get("person", "")
    person = next((each for each in persons_of(case) if str(each.pk) == asked), None)
    if person is None:
        messages.warning(request, _("Say whose life project it is."))
        return redirect("case_project", case.pk)
    try:
        project = actions.begin(case=case, person=person, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"{reverse('case_project', args=[case.pk])}?person={person.pk}")
    return redirect(address(project))


@permission(InclusionVerb.WRITE)
@require_POST
def revise(request: Request, pk: int, project_pk: int) -> HttpResponse:
    _case, project = found(request, pk, project_pk)
    try:
        new = actions.revise(project=project, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(address(project))
    return redirect(address(new))


@permission(InclusionVerb.WRITE)
@require_http_methods(["GET", "POST"])
def texts(request: Request, pk: int, project_pk: int) -> HttpResponse:
    """Words, commitments, the day of review; what somebody wrote meanwhile is shown beside."""
    case, project = found(request, pk, project_pk)
    if not project.is_draft and request.method == "GET":
        raise Http404

    def save(said: dict[str, Any]) -> None:
        if project.is_draft and said["seen"] != seen(project, *TEXTS):
            raise Conflict(project)
        kept = {name: said[name] for name in TEXTS}
        actions.amend(project=project, by=request.actor, at=timezone.now(), **kept)

    def conflict() -> HttpResponse:
        return _both(request, pk, project_pk)

    if "join" in request.POST:
        return conflict()
    return ask(
        request,
        case,
        TextsForm(project, posted(request)),
        save,
        title=_("Words and commitments"),
        button=_("Save"),
        said=_("Saved."),
        conflict=conflict,
        back=address(project),
    )


def _both(request: Request, pk: int, project_pk: int) -> HttpResponse:
    case, now = found(request, pk, project_pk)
    data = request.POST.copy()
    labels = TextsForm(now).fields
    shown = [(str(labels[name].label), _said(now, name), data.get(name, "")) for name in LONG]
    review = str(now.review_on or "")
    if data.get("review_on", "") != review:
        day = moments.exact(now.review_on) if now.review_on else "–"
        shown.append((str(labels["review_on"].label), day, data.get("review_on", "") or "–"))
    if "join" in data:
        for name in LONG:
            data[name] = joined(_said(now, name), data.get(name, ""))
    data["seen"] = seen(now, *TEXTS)
    return both(
        request,
        case,
        TextsForm(now, data),
        [text for text in shown if text[1] != text[2]],
        "ProjectAmended",
        title=_("Words and commitments"),
        back=address(now),
        subject=("project", now.pk),
    )


def _said(project: LifeProject, name: str) -> str:
    return str(getattr(project, name))
