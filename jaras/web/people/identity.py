"""The numbers of a person's papers, asked only under the authorisation (law 09-08)."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel.refusal import Refused
from jaras.people.rules import PeopleVerb
from jaras.privacy import actions, queries
from jaras.privacy.lists import identity_kinds
from jaras.privacy.rules import CARD
from jaras.web.people.leading import leads_on
from jaras.web.people.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

LONGEST = 60


@permission(PeopleVerb.AMEND)
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on
def page(request: Request, pk: int) -> HttpResponse:
    """Write the number down, correct it, take it away; without an authorisation the page says why not."""
    person = find(request, pk)
    kind = request.POST.get("kind", "") or request.GET.get("kind", "") or CARD
    if kind not in identity_kinds():
        raise Http404
    kept = queries.identity_number(person, request.actor, kind=kind)
    number = str(kept) if kept else ""
    refusal, typed = None, number
    if request.method == "POST":
        typed = request.POST.get("number", "")[:LONGEST]
        try:
            if request.POST.get("seen", "") != number:
                raise Refused(_("Somebody wrote another number meanwhile: look at both."), field="number")
            actions.note_identity_number(
                person=person, number=typed, kind=kind, by=request.actor, at=timezone.now()
            )
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("What is known of the person is up to date."))
            return redirect("person", pk)
    context = {
        "person": person,
        "kind": kind,
        "papers": [
            (f"{request.path}?kind={item.code}", label(item), item.code == kind, None)
            for item in identity_kinds()
        ],
        "named": label(identity_kinds()[kind]),
        "kept": number,
        "typed": typed,
        "refusal": refusal,
        "allowed": queries.may_keep_health(),
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/identity.html", context, status=status)
