"""One bell: its sentence, its history, what one may do with it."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jaras.bells import queries
from jaras.bells.models import Bell
from jaras.bells.queries import letters
from jaras.bells.queries import reading as bells
from jaras.bells.rules import HELP, OPEN, BellsVerb, HelpState
from jaras.governance.roles import management_roles
from jaras.kernel import files, reading
from jaras.web.bells import deeds, wording
from jaras.web.bells.deeds import DEEDS, FIRST, Deed, Why
from jaras.web.shell import hanging
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SHOWN_IN_PLACE = ("image/", "audio/", "application/pdf")


@permission(BellsVerb.READ)
@require_GET
def show(request: Request, pk: int) -> HttpResponse:
    bell = sought(request, pk)
    reading.record("bell", bell.pk, by=request.actor, at=timezone.now(), case_id=bell.case_id)
    return shown(request, bell)


def sought(request: Request, pk: int) -> Bell:
    bell = bells.found(request.actor, pk)
    if bell is None:
        raise Http404
    return bell


def shown(
    request: Request,
    bell: Bell,
    typed: tuple[str, Deed] | None = None,
    helping: Why | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `typed` is the form that was refused, with what stands in it."""
    actor, at = request.actor, timezone.now()
    may = queries.may_do(bell, actor)
    forms = {verb: deed.form(actor, bell, at=at) for verb, deed in DEEDS.items() if verb in may}
    if typed and typed[0] in forms:
        forms[typed[0]] = typed[1]
    case, report = bells.tied_to(bell, actor)
    before, after = bells.before_and_after(bell, actor)
    first = next((verb for verb in FIRST if verb in forms and _is_first(verb, bell, actor.member_id)), "")
    context: dict[str, Any] = {
        "bell": bell,
        "at": at,
        "case": case,
        "report": report,
        "before": before,
        "after": after,
        "lines": bells.history(bell),
        "notes": letters.notes_of(bell),
        "help": bell.help.all(),
        "mine": next((row for row in bell.help.all() if row.member_id == actor.member_id), None),
        "help_open": bell.state in OPEN,
        "help_allows": lambda row, verb: HELP.allows(row.state, verb),
        "help_form": helping or Why(actor, bell, at=at),
        "helping_wrong": helping is not None,
        "asked_state": HelpState.ASKED,
        "forms": forms,
        "typed": typed[0] if typed else "",
        "deeds": DEEDS,
        "first": first,
        "rest": [verb for verb in forms if verb != first],
        "role": management_roles().get(bell.role),
        "wording": wording,
        "hanging": hanging,
        "rung": "rung" in request.GET,
        "colleagues": deeds.colleagues(actor) if forms else (),
        "organisations": deeds.organisations(actor) if "ask_help" in forms else (),
    }
    return render(request, "bells/bell.html", context, status=status)


def _is_first(verb: str, bell: Bell, me: int | None) -> bool:
    """To ask somebody else is what comes first only after a decline, or where nobody is here to answer."""
    return verb != "ask" or bell.state == "declined" or not bell.who.is_active


@permission(BellsVerb.READ)
@require_GET
def proof(request: Request, pk: int) -> FileResponse:
    """The bytes of the proof; nothing in them may run in a browser."""
    bell = sought(request, pk)
    kept = bell.proof
    if kept is None or not files.location(kept).is_file():
        raise Http404
    reading.record("bell_proof", bell.pk, by=request.actor, at=timezone.now(), case_id=bell.case_id)
    return FileResponse(
        files.opened(kept),
        as_attachment=not kept.media_type.startswith(SHOWN_IN_PLACE),
        filename=f"{kept.name[:80] or bell.pk}{files.location(kept).suffix}",
        content_type=kept.media_type,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )
