"""The copy of all that is held on a person, made by somebody who may see them."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from jaras.kernel import exports, reading
from jaras.kernel.exports import Written
from jaras.kernel.refusal import Refused
from jaras.people import queries as people
from jaras.people.models import Person
from jaras.privacy import actions, lists, queries
from jaras.privacy.models import RightsRequest
from jaras.privacy.rules import PrivacyVerb, RequestState
from jaras.web.privacy.paper import sheet
from jaras.web.privacy.requests import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LANGUAGES = ("fr", "ar")
LONGEST_SEARCH = 200


@permission(PrivacyVerb.COPY)
@require_GET
def choose(request: Request, pk: int) -> HttpResponse:
    """Which of the persons one may see is meant."""
    asked = _waiting(request, pk)
    words = request.GET.get("q", asked.about).replace("\x00", "").strip()[:LONGEST_SEARCH]
    found = people.found(request.actor, words) if words else []
    context = {"asked": asked, "words": words, "persons": found, "today": timezone.localdate()}
    return render(request, "privacy/choose.html", context)


@permission(PrivacyVerb.COPY)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request, pk: int, person_pk: int) -> HttpResponse:
    """Everything is read once more before it leaves: what would endanger somebody else is left out."""
    asked, at = _waiting(request, pk), timezone.now()
    person = Person.objects.visible_to(request.actor).filter(pk=person_pk).first()
    if person is None:
        raise Http404
    rows, refusal = queries.held_on(person, request.actor), None
    kept = set(request.POST.getlist("keep")) if request.method == "POST" else {row.key for row in rows}
    language = request.POST.get("language", "fr")
    if request.method == "POST" and language in LANGUAGES:
        told = [row for row in rows if row.key in kept]

        def write() -> Written:
            with override(language):
                drawn = sheet.pdf(person, told, left_out=len(rows) - len(told), at=at)
            return Written(f"copie-{asked.pk}-{language}.pdf", "application/pdf", drawn, len(told))

        try:
            with transaction.atomic():
                reason = _("Request %(number)s (law 09-08)") % {"number": asked.pk}
                exports.take_out(kind="personal", reason=reason, write=write, by=request.actor, at=at)
                reading.exported("person", person.pk, by=request.actor, at=at)
                actions.note_copy(
                    asked=asked,
                    person=person,
                    rows=len(told),
                    left_out=len(rows) - len(told),
                    by=request.actor,
                    at=at,
                )
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("The copy waits for you here, until tomorrow."))
            return redirect("exports")
    else:
        reading.record("person", person.pk, by=request.actor, at=at)
    context = {
        "asked": asked,
        "person": person,
        "sections": sheet.sections(rows),
        "kept": kept,
        "language_chosen": language,
        "refusal": refusal,
        "categories": lists.categories(),
    }
    return render(request, "privacy/copy.html", context, status=400 if refusal else 200)


def _waiting(request: Request, pk: int) -> RightsRequest:
    asked = find(request, pk)
    if asked.right != "access" or asked.state != RequestState.IDENTITY_CHECKED:
        raise Http404
    return asked
