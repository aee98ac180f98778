"""Who belongs to a person, who lives with them, who must never learn where they are."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel import reading
from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.lists import relation_kinds
from jaras.people.models import HouseholdMember, Person, Relation
from jaras.people.rules import PeopleVerb
from jaras.web.people.leading import leads_on
from jaras.web.people.numbers import number
from jaras.web.people.pages import LONGEST_SEARCH, find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

TYPED = ("do", "kind", "other", "words", "never_tell", "since_on", "until_on", "row", "address")
MOST = 8


@permission(PeopleVerb.AMEND)
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on
def page(request: Request, pk: int) -> HttpResponse:
    """What is written, each line with its way out; one form for a relation, one for the household."""
    person = find(request, pk)
    typed, refusal = dict.fromkeys(TYPED, ""), None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in TYPED}
        step = STEPS.get(typed["do"])
        if step is None:
            raise Http404
        try:
            step(request, person)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("What is known of the person is up to date."))
            return redirect("person_relations", pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    context = {
        "person": person,
        "words": words,
        "found": _found(request, person, words, typed["other"]),
        "ties": queries.ties(person, request.actor),
        "dangers": queries.dangers(person, request.actor),
        "home": queries.home(person, request.actor),
        "kinds": [(item.code, label(item)) for item in relation_kinds() if item.more.get("offered", True)],
        "typed": typed,
        "refusal": refusal,
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/relations.html", context, status=status)


def _found(request: Request, person: Person, words: str, chosen: str) -> list[Person]:
    """Whom the words find, or whoever was chosen already; never the person."""
    if not words:
        other = _other(request) if chosen else None
        return [other] if other else []
    found = [each for each in queries.found(request.actor, words, most=MOST + 1) if each.pk != person.pk]
    reading.searched("person", words, len(found), by=request.actor, at=timezone.now())
    return found[:MOST]


def _relate(request: Request, person: Person) -> None:
    actions.relate(
        person=person,
        other=_other(request),
        words=request.POST.get("words", ""),
        kind=request.POST.get("kind", ""),
        never_tell=bool(request.POST.get("never_tell")),
        since_on=_day(request),
        by=request.actor,
        at=timezone.now(),
    )


def _live(request: Request, person: Person) -> None:
    actions.live(
        person=person,
        beside=_other(request),
        address=request.POST.get("address", ""),
        since_on=_day(request),
        by=request.actor,
        at=timezone.now(),
    )


def _leave(request: Request, person: Person) -> None:
    rows = HouseholdMember.objects.visible_to(request.actor).filter(person=person)
    row = get_object_or_404(rows, pk=number(request.POST.get("row", "")))
    actions.leave(member=row, by=request.actor, at=timezone.now())


def _end(request: Request, person: Person) -> None:
    actions.end_relation(
        relation=_relation(request, person),
        until_on=_day(request, "until_on"),
        by=request.actor,
        at=timezone.now(),
    )


def _drop(request: Request, person: Person) -> None:
    actions.drop_relation(relation=_relation(request, person), by=request.actor, at=timezone.now())


def _warn(request: Request, person: Person) -> None:
    row, never_tell = _relation(request, person), request.POST.get("never_tell") == "yes"
    actions.warn(relation=row, never_tell=never_tell, by=request.actor, at=timezone.now())


def _relation(request: Request, person: Person) -> Relation:
    chosen = number(request.POST.get("row", ""))
    tie = next((each for each in queries.ties(person, request.actor) if each.row.pk == chosen), None)
    if tie is None:
        raise Http404
    return tie.row


def _other(request: Request) -> Person | None:
    if not request.POST.get("other"):
        return None
    return get_object_or_404(Person.objects.visible_to(request.actor), pk=number(request.POST["other"]))


def _day(request: Request, name: str = "since_on") -> date | None:
    typed = request.POST.get(name, "").strip()
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if typed and day is None:
        raise Refused(_("Write the day as a date."), field=name)
    return day


STEPS: dict[str, Callable[[Request, Person], None]] = {
    "relate": _relate,
    "live": _live,
    "leave": _leave,
    "end": _end,
    "drop": _drop,
    "warn": _warn,
}
