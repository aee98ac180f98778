"""Persons: found by their names, shown with what links them to us, amended."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.cases import actions as cases
from jaras.cases import queries as case_queries
from jaras.cases.lists import case_states, stages
from jaras.cases.rules import CasesVerb
from jaras.governance.rules import GovernanceVerb
from jaras.intake import queries as intake
from jaras.intake.lists import channels
from jaras.kernel import reading
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict, seen
from jaras.people import actions, queries
from jaras.people.lists import identity_channels, origins, target_groups
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.people.rules.linking import LinkState
from jaras.privacy import queries as privacy
from jaras.privacy.lists import identity_kinds
from jaras.web.people.comparing import why
from jaras.web.people.leading import leads_on
from jaras.web.people.staying import staying
from jaras.web.shell import conflict, matching
from jaras.web.shell.matching import marks, unread
from jaras.web.shell.navigation import room
from jaras.web.shell.people import FIELDS, PersonForm, shown
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST_SEARCH = 200

room("people", gettext_lazy("Persons"), "people", PeopleVerb.READ)


@permission(PeopleVerb.READ)
@require_GET
def index(request: Request) -> HttpResponse:
    """Search first: who is found is shown with what makes them visible."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()
    words = typed[:LONGEST_SEARCH]
    most = queries.MOST_FOUND if request.GET.get("more") else queries.A_PAGE
    answer = queries.searched(request.actor, words, most=most) if words else None
    found = answer.persons if answer else queries.newest(request.actor)
    if words:
        reading.searched("person", words, len(found), by=request.actor, at=timezone.now())
    context = {
        "words": words,
        "persons": found,
        "more": bool(words) and len(found) == queries.A_PAGE,
        "matches": {match.person.pk: match for match in answer.matches} if answer else {},
        "unread": unread(typed, answer.sought) if answer else [],
        "marks": marks,
        "why": matching.why,
        "cases": case_queries.of_persons(request.actor, found),
        "reports": intake.of_persons(request.actor, found),
        "today": timezone.localdate(),
        "stages": stages(),
        "may_register": request.actor.can(PeopleVerb.REGISTER),
        "may_amend": request.actor.can(PeopleVerb.AMEND),
        "may_answer": request.actor.can(PeopleVerb.ANSWER),
    }
    return render(request, "people/_found.html" if request.htmx else "people/people.html", context)


@permission(PeopleVerb.READ)
@require_GET
@leads_on
def person(request: Request, pk: int) -> HttpResponse:
    """What is known of them; the address of a record that was merged leads to the one that stays."""
    person = find(request, pk)
    cases = case_queries.of_persons(request.actor, [person])[person.pk]
    reports = intake.of_persons(request.actor, [person])[person.pk]
    groups = [item for item in target_groups() if item.code in person.target_groups]
    links = queries.links_of(person, request.actor)
    context = {
        "person": person,
        "links": links,
        "may_ask": request.actor.can(PeopleVerb.ASK),
        "asked": queries.asked_by(request.actor, person, at=timezone.now()),
        "merges": queries.merges_of(person, request.actor),
        "may_merge": request.actor.can(PeopleVerb.MERGE),
        "confirmed": any(link.state == LinkState.CONFIRMED for link in links),
        "why": why,
        "today": timezone.localdate(),
        "age": person.age(timezone.localdate()),
        "groups": groups,
        "origins": origins(),
        "cases": cases,
        "reports": reports,
        "stays": staying(person, cases, reports, at=timezone.now()),
        "states": case_states(),
        "stages": stages(),
        "channels": channels(),
        "numbers": queries.numbers(person),
        "dangers": queries.dangers(person, request.actor),
        "ties": queries.ties(person, request.actor),
        "home": queries.home(person, request.actor),
        "identities": queries.identities(person),
        "identity_channels": identity_channels(),
        "photograph": privacy.photograph(person, request.actor),
        "papers": privacy.identity_numbers(person, request.actor),
        "identity_kinds": identity_kinds(),
        "may_keep_identity": privacy.may_keep_health(),
        "may_amend": request.actor.can(PeopleVerb.AMEND),
        "may_open": request.actor.can(CasesVerb.OPEN),
        "may_ask_readers": request.actor.can(GovernanceVerb.READERS),
    }
    return render(request, "people/person.html", context)


@permission(PeopleVerb.REGISTER)
@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """Somebody we had not met yet; with or without a name."""
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        described=request.GET.get("q", "")[:LONGEST_SEARCH],
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register(by=request.actor, at=timezone.now(), **form.about())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The person is registered."))
            return redirect("person", made.pk)
    return _form(request, form, title=_("Somebody we had not met yet"), button=_("Register"))


@permission(PeopleVerb.AMEND)
@require_http_methods(["GET", "POST"])
@leads_on
def amend(request: Request, pk: int) -> HttpResponse:
    """Correct or complete; what somebody wrote meanwhile is shown beside, nothing is lost."""
    person = find(request, pk)
    if request.method != "POST":
        form = PersonForm(person=person)
        return _form(request, form, title=_("Correct or complete"), button=_("Save"), person=person)
    form = PersonForm(request.POST, person=person)
    if form.is_valid():
        try:
            if form.cleaned_data["seen"] != seen(person, *FIELDS):
                raise Conflict(person)
            actions.amend(person=person, by=request.actor, at=timezone.now(), **form.about())
        except Refused as refusal:
            form.refuse(refusal)
        except Conflict:
            return _both(request, pk, form)
        else:
            messages.success(request, _("What is known of the person is up to date."))
            return redirect("person", pk)
    return _form(request, form, title=_("Correct or complete"), button=_("Save"), person=find(request, pk))


@permission(CasesVerb.OPEN)
@require_POST
@leads_on
def open_case(request: Request, pk: int) -> HttpResponse:
    """A path begins for this person, held by whoever opens it."""
    person = find(request, pk)
    case = cases.open_case(
        persons=[person],
        commune=person.commune,
        target_groups=person.target_groups,
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("The case is open; you are its referent. What comes next?"))
    return redirect("case", case.pk)


def find(request: Request, pk: int) -> Person:
    """The person, or nobody there for whoever may not see them; each page that is read leaves its row."""
    person = Person.objects.visible_to(request.actor).select_related("commune").filter(pk=pk).first()
    if person is None:
        raise Http404
    if request.method in ("GET", "HEAD"):
        through = case_queries.of_persons(request.actor, [person])[person.pk] if request.actor.grants else []
        case_id = reading.granted(request.actor, [case.pk for case in through])
        reading.record("person", person.pk, by=request.actor, at=timezone.now(), case_id=case_id)
    return person


def _form(request: Request, form: PersonForm, **context: Any) -> HttpResponse:
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "people/form.html", {"form": form, "person": None} | context, status=status)


def _both(request: Request, pk: int, form: PersonForm) -> HttpResponse:
    """What the other saved beside what this one wrote."""
    now = find(request, pk)
    context = conflict.told("person", pk, "PersonAmended", texts=conflict.differences(shown(now), form)) | {
        "person": now,
        "form": PersonForm(conflict.sent_again(request, seen=seen(now, *FIELDS)), person=now),
        "title": _("Correct or complete"),
        "button": _("Keep this text"),
    }
    return render(request, "people/form.html", context, status=HTTPStatus.CONFLICT)
