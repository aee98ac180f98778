"""Is this person known elsewhere? One press asks; those who may see more look, say who it is."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.governance.models import Member
from jaras.kernel import reading
from jaras.kernel.coded import Item
from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.lists import likeness_reasons
from jaras.people.models import Inquiry, Person
from jaras.people.queries import Candidate
from jaras.people.rules import PeopleVerb
from jaras.web.people.comparing import VERY_LIKELY
from jaras.web.people.leading import leads_on
from jaras.web.people.numbers import number
from jaras.web.people.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

MOST_REASONS = 4


@permission(PeopleVerb.ASK)
@require_POST
@leads_on
def ask(request: Request, pk: int) -> HttpResponse:
    """The same answer whether somebody is known elsewhere or not: nobody is looked for now."""
    actions.ask_elsewhere(person=find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("Your question goes to those who may see more."))
    return redirect(f"{reverse('person', args=[pk])}#elsewhere")


@permission(PeopleVerb.ANSWER)
@require_GET
def index(request: Request) -> HttpResponse:
    """The questions that wait, the oldest first."""
    found = queries.inquiries(request.actor, after=request.GET.get("after", ""))
    here = reverse("inquiries")
    context = {
        "inquiries": found.rows,
        "next": f"{here}?after={found.after}" if found.after else None,
        "first": here if request.GET.get("after") else None,
        "members": Member.objects.in_bulk({each.asked_by_id for each in found.rows} - {None}),
        "today": timezone.localdate(),
    }
    return render(request, "people/inquiries.html", context)


@permission(PeopleVerb.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry(request: Request, pk: int) -> HttpResponse:
    """The person, whoever else may be the same of those this member sees, with why; one press says who."""
    rows = Inquiry.objects.visible_to(request.actor).select_related("person__commune")
    asked = get_object_or_404(rows, pk=pk)
    refusal = None
    if request.method == "POST":
        try:
            return _answer(request, asked)
        except Refused as refused:
            refusal = refused
            asked = get_object_or_404(rows, pk=pk)
    waits = Inquiry.objects.waiting_for(request.actor).filter(pk=pk).exists()
    meant = queries.meant(asked.person, request.actor) if waits else []
    for person in (asked.person, *(each.person for each in meant)):
        reading.record("person", person.pk, by=request.actor, at=timezone.now())
    linked = {link.other(asked.person).pk for link in queries.links_of(asked.person, request.actor)}
    context = {
        "asked": asked,
        "waits": waits,
        "meant": meant,
        "linked": linked,
        "said": said,
        "likely": likely,
        "members": Member.objects.in_bulk({asked.asked_by_id} - {None}),
        "today": timezone.localdate(),
        "refusal": refusal,
    }
    return render(
        request, "people/inquiry.html", context, status=HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    )


def _answer(request: Request, asked: Inquiry) -> HttpResponse:
    chosen, at = request.POST.get("person", ""), timezone.now()
    if not chosen:
        actions.find_nobody(inquiry=asked, by=request.actor, at=at)
        messages.success(request, _("Noted: nobody among those you may see. Others may still look."))
        return redirect("inquiries")
    other = get_object_or_404(Person.objects.visible_to(request.actor), pk=number(chosen))
    link = actions.answer_elsewhere(inquiry=asked, other=other, by=request.actor, at=at)
    messages.success(request, _("Two records, one person: each of them says so to whoever sees both."))
    return redirect("link", link.pk)


def likely(candidate: Candidate) -> str:
    """In words, as beside a pair."""
    if candidate.probability >= VERY_LIKELY:
        return _("Very likely the same person")
    return _("Probably the same person") if candidate.same else _("Perhaps the same person")


def said(candidate: Candidate) -> list[Item]:
    """Why, the heaviest first."""
    known = likeness_reasons()
    return [known[code] for code, _weight in candidate.reasons[:MOST_REASONS] if code in known]
