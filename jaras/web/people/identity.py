"""The identity number of a person, asked only under the authorisation (law 09-08)."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel.refusal import Refused
from jaras.people.rules import PeopleVerb
from jaras.privacy import actions, queries
from jaras.web.people.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST = 60


@permission(PeopleVerb.AMEND)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, pk: int) -> HttpResponse:
    """Write the number down, correct it, take it away; without an authorisation the page says why not."""
    person = find(request, pk)
    kept = queries.identity_number(person, request.actor)
    number = str(kept) if kept else ""
    refusal, typed = None, number
    if request.method == "POST":
        typed = request.POST.get("number", "")[:LONGEST]
        try:
            if request.POST.get("seen", "") != number:
                raise Refused(_("Somebody wrote another number meanwhile: look at both."), field="number")
            actions.note_identity_number(person=person, number=typed, by=request.actor, at=timezone.now())
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("What is known of the person is up to date."))
            return redirect("person", pk)
    context = {
        "person": person,
        "kept": number,
        "typed": typed,
        "refusal": refusal,
        "allowed": queries.may_keep_health(),
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/identity.html", context, status=status)
