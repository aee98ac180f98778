"""What a person agreed to: asked, heard, taken back, line after line."""

from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jaras.care import queries as care
from jaras.care.lists import shared_fields
from jaras.governance.models import Member
from jaras.kernel import files, reading
from jaras.kernel.refusal import Refused
from jaras.people.lists import languages
from jaras.people.rules import PeopleVerb
from jaras.privacy import actions, lists, queries
from jaras.privacy.models import Consent
from jaras.privacy.rules import SHARE, ConsentState
from jaras.web.people.leading import leads_on
from jaras.web.people.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label, told

TYPED = ("purpose", "state", "way", "said_by", "language")
FIRST = {"purpose": "", "state": "", "way": "spoken", "said_by": "person", "language": ""}
HEADERS = {"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, no-store"}


@permission(PeopleVerb.READ)
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on
def page(request: Request, pk: int) -> HttpResponse:
    """What counts now, a form for what the person says today, every line that was written."""
    person = find(request, pk)
    typed, refusal = dict(FIRST), None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in TYPED}
        sent = request.FILES.get("proof")
        try:
            actions.note_consent(
                person=person,
                proof=sent.read() if sent else b"",
                by=request.actor,
                at=timezone.now(),
                **typed,
            )
        except Refused as refused:
            empty = not typed.get(refused.field, "-")
            refusal = Refused(_("Choose one."), field=refused.field) if empty else refused
        else:
            messages.success(request, _("What the person said is written down."))
            return redirect("person_consents", pk)
    lines = queries.ledger(person, request.actor)
    said = {line.purpose: line for line in reversed(lines)}
    no_more = SHARE in said and said[SHARE].state != ConsentState.GIVEN
    context = {
        "person": person,
        "lines": lines,
        "said": said,
        "partners_told": care.told_of_person(request.actor, person) if no_more else [],
        "shared_fields": shared_fields(),
        "members": Member.objects.in_bulk({line.by_id for line in lines}),
        "purposes": lists.consent_purposes(),
        "states": lists.consent_states(),
        "ways": lists.consent_ways(),
        "askers": lists.askers(),
        "told": told,
        "choices": {
            "purpose": [(item.code, told(item, "asks")) for item in lists.consent_purposes()],
            "state": [(item.code, label(item)) for item in lists.consent_states()],
            "way": [(item.code, label(item)) for item in lists.consent_ways() if item.more.get("hand")],
            "said_by": [(item.code, label(item)) for item in lists.askers()],
            "language": [(item.code, label(item)) for item in languages()],
        },
        "typed": typed,
        "refusal": refusal,
        "may_amend": request.actor.can(PeopleVerb.AMEND),
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/consents.html", context, status=status)


@permission(PeopleVerb.READ)
@require_GET
def proof(request: Request, pk: int, line_pk: int) -> FileResponse:
    """The paper or the recording, for whoever sees the person."""
    person = find(request, pk)
    rows = Consent.objects.visible_to(request.actor).exclude(proof=None).exclude(proof__size=0)
    line = get_object_or_404(rows.select_related("proof"), pk=line_pk, person=person)
    assert line.proof is not None  # nosec B101 - for the checker of types
    reading.record("consent", line.pk, by=request.actor, at=timezone.now())
    suffix = files.location(line.proof).suffix
    return FileResponse(
        files.opened(line.proof),
        as_attachment=True,
        filename=f"{line.purpose}-{line.pk}{suffix}",
        content_type=line.proof.media_type,
        headers=HEADERS,
    )
