"""Taking a report: one form, saved as it is typed, with proposals beside it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.intake import actions, queries
from jaras.intake.actions import Taken
from jaras.intake.models import Report
from jaras.intake.rules.further import lived
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel.files import FileRefused
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation
from jaras.territory import queries as territory
from jaras.web.intake import known as already
from jaras.web.intake import proposed, wording
from jaras.web.intake.forms import CallForm
from jaras.web.intake.number import LONGEST, history
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

MOST_NAMES = 400


@permission(IntakeVerb.TAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    if request.method == "POST":
        return _take(request)
    draft = _draft(request, request.GET.get("draft", ""))
    calls = request.GET.get("telephone", "")
    initial = _initial(draft) or ({"reporter_telephone": calls[:LONGEST]} if calls else {})
    return _form(request, CallForm(initial=initial, actor=request.actor), draft=draft, calls=calls)


@permission(IntakeVerb.TAKE)
@require_POST
def save(request: Request) -> HttpResponse:
    """What is being typed is kept; the proposals of its words come back."""
    form = CallForm(request.POST, actor=request.actor)
    form.is_valid()
    said = form.said()
    begun = any(said.get(name) for name in ("words", "who", "place_text", "reporter_name"))
    if not begun and not any(said["who_further"].values()):
        return HttpResponse(status=204)
    draft = _draft(request, request.POST.get("draft", ""))
    try:
        kept = actions.save_draft(
            draft=draft, key=form.cleaned_data.get("key", ""), by=request.actor, at=timezone.now(), **said
        )
    except Refused:
        return HttpResponse(status=204)  # it was taken meanwhile: nothing is left to keep
    return render(request, "intake/_typing.html", _typing(request, kept))


@permission(IntakeVerb.TAKE)
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """A draft begun by mistake."""
    draft = _draft(request, str(pk))
    if draft is None:
        raise Http404
    try:
        actions.drop_draft(draft=draft, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("call")


def _take(request: Request) -> HttpResponse:
    form = CallForm(request.POST, request.FILES, actor=request.actor)
    draft = _draft(request, request.POST.get("draft", ""))
    if not form.is_valid():
        return _form(request, form, draft=draft, status=400)
    try:
        taken = actions.take(
            draft=draft,
            key=form.cleaned_data["key"],
            sealed=form.cleaned_data["sealed"],
            by=request.actor,
            at=timezone.now(),
            **form.said(),
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _form(request, form, draft=draft, status=400)
    if taken.code:
        _attach(request, form, taken.report)
        _agree(request, taken.report)
        _recognise(request, taken.report)
        _understand(request, taken.report)
    return _taken(request, taken, form.cleaned_data["key"])


def _attach(request: Request, form: CallForm, report: Report) -> None:
    """A file that cannot be kept never costs the words."""
    for each in form.cleaned_data["attached"]:
        try:
            actions.attach_file(
                report=report, content=each.read(), name=each.name or "", by=request.actor, at=timezone.now()
            )
        except FileRefused as refusal:
            messages.warning(request, f"{each.name} : {refusal.reason}")


def _agree(request: Request, report: Report) -> None:
    """Proposals that were judged while typing, if they are still what is proposed."""
    if not request.actor.can(IntakeVerb.TRIAGE):
        return
    values = report.assessment.proposed
    agreed = {
        aspect: values.get(aspect)
        for aspect in proposed.ASPECTS
        if request.POST.get(f"says_{aspect}") == "yes"
        and request.POST.get(f"saw_{aspect}") == proposed.seen(values.get(aspect))
    }
    if "urgency" in agreed and report.urgency != agreed["urgency"]:
        del agreed["urgency"]
    try:
        if agreed:
            actions.decide(report=report, by=request.actor, at=timezone.now(), **proposed.decided(agreed))
        double = request.POST.get("says_double", "")
        if double.isdecimal() and double.isascii():
            other = Report.objects.visible_to(request.actor).filter(pk=int(double[:18])).first()
            if other is not None:
                actions.join(report=report, other=other, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))


def _recognise(request: Request, report: Report) -> None:
    """What was answered about persons who are known; a refusal costs neither the report nor the rest."""
    try:
        already.answer(request, report)
    except Refused as refusal:
        messages.warning(request, str(refusal))


def _understand(request: Request, report: Report) -> None:
    """An age or a birth that cannot be read costs no report: it stays as it was typed, and is said."""
    typed = report.who_further.get("born", "")
    if typed and not lived(typed, on=timezone.localdate()).said:
        told = _("“%(typed)s” was not understood as an age or a year of birth; it stays with the report.")
        messages.warning(request, told % {"typed": typed})


def _taken(request: Request, taken: Taken, key: str) -> HttpResponse:
    """The code once, large; the desk fills itself around it, for whoever has one."""
    if not taken.code:
        messages.info(request, _("This report was taken already; its code was shown then."))
    known = {
        "code": taken.code,
        "key": key,
        "follow": request.build_absolute_uri("/suivre"),
        "report": taken.report,
        "wording": wording,
        "route": "desk_report" if request.actor.can(IntakeVerb.RESPOND) else "report",
    }
    return render(request, "intake/taken.html", known)


def _draft(request: Request, typed: str) -> Report | None:
    """One's own draft that is still to be taken up."""
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 18:
        return None
    rows = Report.objects.visible_to(request.actor).filter(state="draft", taken_by_id=request.actor.member_id)
    return rows.select_related("commune", "place", "organisation").filter(pk=int(typed)).first()


def _initial(draft: Report | None) -> dict[str, Any]:
    if draft is None:
        return {}
    names = ["channel", "words", "who", "urgency", "anonymous", "registry_number"]
    names += ["reporter_name", "reporter_telephone", "reporter_email"]
    return {
        **{name: getattr(draft, name) for name in names},
        **draft.who_further,
        "draft": draft.pk,
        "place": draft.place.name if draft.place else draft.place_text,
        "commune": draft.commune.name if draft.commune else "",
        "organisation": draft.organisation.name if draft.organisation else "",
    }


def _form(
    request: Request, form: CallForm, *, draft: Report | None, calls: str = "", status: int = 200
) -> HttpResponse:
    organisations = Organisation.objects.visible_to(request.actor).active()[:MOST_NAMES]
    drafts = [each for each in queries.drafts(request.actor) if draft is None or each.pk != draft.pk]
    known = {
        "form": form,
        "drafts": drafts,
        "communes": territory.communes(),
        "places": territory.names().places[:MOST_NAMES],
        "organisations": organisations,
        "wording": wording,
        "number": history(calls, request.actor) if calls else None,
        **(_typing(request, draft) if draft else {"lines": [], "doubles": [], "says": {}, "known": []}),
    }
    return render(request, "intake/call.html", known, status=status)


def _typing(request: Request, draft: Report) -> dict[str, Any]:
    """Proposals for the words so far, with what was said of them already."""
    persons = {
        "known": already.proposed(request, draft),
        "knew": already.answers(request.POST),
        "today": timezone.localdate(),
        "weighed": already.weighed,
        "likely": already.likely,
    }
    if not draft.words:
        return {"lines": [], "doubles": [], "says": {}, "wording": wording, **persons}
    read = queries.proposed(draft, request.actor)
    lines = proposed.proposals(read.values, read.reasons, {})
    says = {
        line.aspect: request.POST.get(f"says_{line.aspect}", "")
        for line in lines
        if request.POST.get(f"saw_{line.aspect}") == line.seen
    }
    says["double"] = request.POST.get("says_double", "")
    return {
        "lines": lines,
        "says": says,
        "doubles": queries.doubles(draft, read.values["duplicate_of"], request.actor),
        "why": proposed.because(read.reasons["duplicate_of"]),
        "wording": wording,
        **persons,
    }
