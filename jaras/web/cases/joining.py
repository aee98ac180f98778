"""Whom a case concerns, who holds it, what was done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.cases import actions, queries
from jaras.cases.rules import CasesVerb
from jaras.kernel import reading
from jaras.kernel.refusal import Refused
from jaras.people import queries as people_queries
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.web.cases.file import find
from jaras.web.cases.forms import TeamForm, posted
from jaras.web.cases.task import ask
from jaras.web.cases.words import persons_of
from jaras.web.shell.matching import marks, why
from jaras.web.shell.people import PersonForm
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST_SEARCH = 200


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def persons(request: Request, pk: int) -> HttpResponse:
    """Search first; register whoever is not found."""
    case = find(request, pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    here = {person.pk for person in persons_of(case)}
    known = people_queries.searched(request.actor, words, most=10).matches if words else ()
    if words:
        reading.searched("person", words, len(known), by=request.actor, at=timezone.now())
    form = PersonForm(posted(request), described=words)
    return ask(
        request,
        case,
        form,
        lambda _said: actions.register_person(case=case, by=request.actor, at=timezone.now(), **form.about()),
        title=_("Add a person"),
        button=_("Register and add"),
        said=_("The person is in the case."),
        template="cases/_persons.html",
        words=words,
        known=[match for match in known if match.person.pk not in here],
        marks=marks,
        why=why,
        may_register=request.actor.can(PeopleVerb.REGISTER),
    )


@permission(CasesVerb.WRITE)
@require_POST
def add_person(request: Request, pk: int, person_pk: int) -> HttpResponse:
    case = find(request, pk)
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_pk)
    try:
        actions.add_person(case=case, person=person, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The person is in the case."))
    return redirect("case", pk)


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def team(request: Request, pk: int) -> HttpResponse:
    """Somebody joins the team, as its referent if so said."""
    case = find(request, pk)
    return ask(
        request,
        case,
        TeamForm(request.actor, posted(request)),
        lambda said: actions.join_team(
            case=case,
            member=said["member"],
            referent=said["referent"],
            by=request.actor,
            at=timezone.now(),
        ),
        title=_("The team"),
        says=_("Whoever joins sees the case, even restricted."),
        button=_("Bring in"),
        said=_("The team is complete."),
    )


@permission(CasesVerb.WRITE)
@require_POST
def leave(request: Request, pk: int, member_pk: int) -> HttpResponse:
    case = find(request, pk)
    places = {place.member_id: place.member for place in queries.team(case)}
    if member_pk in places:
        try:
            actions.leave_team(case=case, member=places[member_pk], by=request.actor, at=timezone.now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The team is changed."))
    return redirect("case", pk) if queries.opened(request.actor, pk) else redirect("cases")
