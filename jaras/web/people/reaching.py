"""By what a person is reached: every telephone, what messengers and mailboxes call them."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.lists import identity_channels
from jaras.people.models import ChannelIdentity, Person, Telephone
from jaras.people.rules import PeopleVerb
from jaras.web.people.leading import leads_on
from jaras.web.people.numbers import number
from jaras.web.people.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

TYPED = ("number", "shared_with", "channel", "external_id")


@permission(PeopleVerb.AMEND)
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on
def page(request: Request, pk: int) -> HttpResponse:
    """What is known, each with its way out; one form for a number, one for an address."""
    person = find(request, pk)
    typed, refusal = dict.fromkeys(TYPED, ""), None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in TYPED}
        step = STEPS.get(request.POST.get("do", ""))
        if step is None:
            raise Http404
        try:
            step(request, person)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("What is known of the person is up to date."))
            return redirect("person_reach", pk)
    context = {
        "person": person,
        "dangers": queries.dangers(person, request.actor),
        "numbers": queries.numbers(person),
        "identities": queries.identities(person),
        "channels": identity_channels(),
        "choices": [(item.code, label(item)) for item in identity_channels()],
        "typed": typed,
        "refusal": refusal,
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/reach.html", context, status=status)


def _add_telephone(request: Request, person: Person) -> None:
    actions.add_telephone(
        person=person,
        number=request.POST.get("number", ""),
        shared_with=request.POST.get("shared_with", ""),
        by=request.actor,
        at=timezone.now(),
    )


def _drop_telephone(request: Request, person: Person) -> None:
    rows = Telephone.objects.visible_to(request.actor).filter(person=person)
    row = get_object_or_404(rows, pk=number(request.POST.get("row", "")))
    actions.drop_telephone(telephone=row, by=request.actor, at=timezone.now())


def _attach(request: Request, person: Person) -> None:
    actions.attach_identity(
        person=person,
        channel=request.POST.get("channel", ""),
        external_id=request.POST.get("external_id", ""),
        by=request.actor,
        at=timezone.now(),
    )


def _detach(request: Request, person: Person) -> None:
    rows = ChannelIdentity.objects.visible_to(request.actor).filter(person=person)
    row = get_object_or_404(rows, pk=number(request.POST.get("row", "")))
    actions.detach_identity(identity=row, by=request.actor, at=timezone.now())


STEPS: dict[str, Callable[[Request, Person], None]] = {
    "telephone": _add_telephone,
    "drop": _drop_telephone,
    "attach": _attach,
    "detach": _detach,
}
