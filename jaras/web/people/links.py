"""One person or two: the questions that wait, the three answers."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Protocol

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.cases import queries as cases
from jaras.governance.models import Member
from jaras.intake import queries as intake
from jaras.kernel import reading
from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.models import Link, Person
from jaras.people.rules import PeopleVerb
from jaras.people.rules.linking import LinkState
from jaras.web.people.comparing import compared, likely, why
from jaras.web.people.leading import leads_on
from jaras.web.people.numbers import number
from jaras.web.people.pages import LONGEST_SEARCH, find
from jaras.web.people.weights import waterfall
from jaras.web.shell.matching import marks
from jaras.web.shell.matching import why as why_found
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

MOST_FOUND = 12


class Answer(Protocol):
    """One of the actions that answer a link."""

    def __call__(self, *, link: Link, by: Any, at: Any) -> Link: ...


ANSWERS: Mapping[str, Answer] = {
    "confirm": actions.confirm_link,
    "refuse": actions.refuse_link,
    "leave": actions.leave_unsure,
}


@permission(PeopleVerb.AMEND)
@require_GET
def index(request: Request) -> HttpResponse:
    """The pairs of one state, those first that are worth most; both persons side by side."""
    asked = request.GET.get("state", LinkState.PROPOSED)
    state = asked if asked in set(LinkState) else LinkState.PROPOSED
    found = queries.links(request.actor, state=state, after=request.GET.get("after", ""))
    persons = [person for link in found.rows for person in (link.one, link.two)]
    words = {
        LinkState.PROPOSED: _("To decide"),
        LinkState.UNSURE: _("Not sure"),
        LinkState.CONFIRMED: _("One person"),
        LinkState.REFUSED: _("Two persons"),
    }
    here = reverse("links")
    context = {
        "links": found.rows,
        "next": f"{here}?state={state}&after={found.after}" if found.after else None,
        "first": f"{here}?state={state}" if request.GET.get("after") else None,
        "state": state,
        "tabs": [(f"{here}?state={code}", word, code == state, None) for code, word in words.items()],
        "cases": cases.of_persons(request.actor, persons),
        "reports": intake.of_persons(request.actor, persons),
        "members": Member.objects.in_bulk({link.decided_by_id for link in found.rows} - {None}),
        "today": timezone.localdate(),
        "likely": likely,
        "why": why,
    }
    return render(request, "people/links.html", context)


@permission(PeopleVerb.AMEND)
@require_GET
def pair(request: Request, pk: int) -> HttpResponse:
    """Everything that is known of both, side by side: each of them is read."""
    rows = Link.objects.visible_to(request.actor).select_related("one__commune", "two__commune")
    link = get_object_or_404(rows, pk=pk)
    persons = [link.one, link.two]
    for person in persons:
        reading.record("person", person.pk, by=request.actor, at=timezone.now())
    context = {
        "link": link,
        "cases": cases.of_persons(request.actor, persons),
        "reports": intake.of_persons(request.actor, persons),
        "members": Member.objects.in_bulk({link.decided_by_id} - {None}),
        "today": timezone.localdate(),
        "weights": waterfall(link),
        "lines": compared(link.one, link.two, today=timezone.localdate()),
        "likely": likely,
        "why": why,
    }
    return render(request, "people/pair.html", context)


@permission(PeopleVerb.AMEND)
@require_POST
def decide(request: Request, pk: int, verb: str) -> HttpResponse:
    """Same, different, not sure; back to where it was asked."""
    if verb not in (*ANSWERS, "unlink"):
        raise Http404
    link = get_object_or_404(Link.objects.visible_to(request.actor), pk=pk)
    try:
        if verb == "unlink":
            reason = request.POST.get("reason", "")
            actions.unlink(link=link, reason=reason, by=request.actor, at=timezone.now())
        else:
            ANSWERS[verb](link=link, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _told(verb))
    back = request.POST.get("back", "")
    inside = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if inside else "links")


def _told(verb: str) -> str:
    return {
        "confirm": _("Two records, one person: each of them says so now."),
        "refuse": _("Two persons: they are not proposed again."),
        "leave": _("The question stays open; it is found under “Not sure”."),
        "unlink": _("They are two persons again."),
    }[verb]


@permission(PeopleVerb.AMEND)
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on
def same(request: Request, pk: int) -> HttpResponse:
    """A member knows another record of this person: find it, say so."""
    person = find(request, pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    refusal = None
    if request.method == "POST":
        others = Person.objects.visible_to(request.actor)
        other = get_object_or_404(others, pk=number(request.POST.get("person", "")))
        try:
            at = timezone.now()
            link = actions.propose_link(one=person, two=other, by=request.actor, at=at)
            if link.state != LinkState.CONFIRMED:
                actions.confirm_link(link=link, by=request.actor, at=at)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _told("confirm"))
            return redirect("person", pk)
    matches = queries.searched(request.actor, words, most=MOST_FOUND).matches if words else ()
    if words:
        reading.searched("person", words, len(matches), by=request.actor, at=timezone.now())
    known = {link.other(person).pk for link in queries.links_of(person, request.actor)}
    context = {
        "person": person,
        "words": words,
        "found": [match for match in matches if match.person.pk != person.pk],
        "marks": marks,
        "why": why_found,
        "known": known,
        "today": timezone.localdate(),
        "refusal": refusal,
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/same.html", context, status=status)
