"""The photograph of a person: taken in with their consent, shown on their own page alone."""

from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jaras.kernel import files
from jaras.kernel.refusal import Refused
from jaras.people.rules import PeopleVerb
from jaras.privacy import actions, queries
from jaras.web.people.consents import HEADERS
from jaras.web.people.leading import leads_on
from jaras.web.people.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(PeopleVerb.AMEND)
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on
def page(request: Request, pk: int) -> HttpResponse:
    """A picture is chosen, replaced, taken away; without the consent the page says what comes first."""
    person = find(request, pk)
    refusal = None
    if request.method == "POST":
        sent = request.FILES.get("photograph")
        try:
            if request.POST.get("do") == "remove":
                actions.remove_photograph(person=person, by=request.actor, at=timezone.now())
            else:
                content = sent.read() if sent else b""
                actions.keep_photograph(person=person, content=content, by=request.actor, at=timezone.now())
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("What is known of the person is up to date."))
            return redirect("person", pk)
    context = {
        "person": person,
        "photograph": queries.photograph(person, request.actor),
        "allowed": queries.may_be_photographed(person),
        "refusal": refusal,
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/photograph.html", context, status=status)


@permission(PeopleVerb.READ)
@require_GET
@leads_on
def image(request: Request, pk: int) -> FileResponse:
    """The picture itself, for whoever sees the person."""
    kept = queries.photograph(find(request, pk), request.actor)
    if kept is None or kept.file is None:
        raise Http404
    return FileResponse(files.opened(kept.file), content_type=kept.file.media_type, headers=HEADERS)
