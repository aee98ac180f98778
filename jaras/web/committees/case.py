"""The committees before which a case came; one convened on it at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jaras.cases.models import Case
from jaras.committees import actions, queries
from jaras.committees.models import SessionItem
from jaras.committees.rules import CommitteesVerb
from jaras.governance.queries import committees as governance
from jaras.governance.roles import compartments
from jaras.web.cases.file import find, head
from jaras.web.committees import words
from jaras.web.committees.composing import MAY_READ, done
from jaras.web.committees.forms import ConveneForm
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

in_a_case("case_committee", gettext_lazy("Committee"), "meeting", CommitteesVerb.CONVENE)


@permission(CommitteesVerb.CONVENE)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    context = head(request, case) | {
        "items": queries.items_of(case, request.actor),
        "proposals": queries.proposals(case, request.actor),
        "counts": governance.empty_seats(request.actor, on=timezone.localdate()),
        "session_states": words.SESSIONS,
        "item_states": words.ITEMS,
        "reasons": words.reasons,
    }
    return render(request, "committees/case.html", context)


@permission(CommitteesVerb.CONVENE)
@require_http_methods(MAY_READ)
def convene(request: Request, pk: int, committee_pk: int) -> HttpResponse:
    """The summary is written here, by hand: nothing is copied from the file."""
    case, at = find(request, pk), timezone.now()
    proposal = next(
        (each for each in queries.proposals(case, request.actor) if each.committee.pk == committee_pk), None
    )
    if proposal is None:
        raise Http404
    planned = queries.planned(proposal.committee, request.actor, at=at)
    form = ConveneForm(proposal, planned, request.POST if request.method == "POST" else None)
    told = warned(case, form)
    made: list[SessionItem] = []
    if not told and done(form, lambda: made.append(_convened(request, case, form))):
        messages.success(request, _("The committee is convened: reach those who are invited."))
        return redirect("session_item", made[0].pk)
    context = head(request, case) | {
        "form": form,
        "proposal": proposal,
        "told": told,
        "compartment": compartments().get(proposal.committee.compartment),
    }
    return render(request, "committees/convene.html", context, status=400 if form.errors or told else 200)


def _convened(request: Request, case: Case, form: ConveneForm) -> SessionItem:
    said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("summary", "question")}
    said |= {"case": case, "seats": form.invited(), "by": request.actor, "at": timezone.now()}
    session = form.sessions.get(form.cleaned_data["when"])
    if session is not None:
        return actions.add_item(session=session, **said)
    return actions.convene(committee=form.proposal.committee, **said)


def warned(case: Case, form: Any) -> list[str]:
    """What of the person stands in the words, until whoever writes says that it must."""
    if not form.is_bound or not form.is_valid() or form.cleaned_data["meant"]:
        return []
    return queries.telling(case, f"{form.cleaned_data['summary']} {form.cleaned_data['question']}")
