"""The handover of a watch: what is open, what was promised, acknowledged one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from jaras.cases.models import Case
from jaras.governance.models import Watch
from jaras.governance.queries import current_watch
from jaras.governance.rules import GovernanceVerb
from jaras.handover import actions, queries
from jaras.handover.models import WORDS, HandoverLine, Promise
from jaras.handover.rules import AnswerKind
from jaras.intake.models import Report
from jaras.kernel.refusal import Refused
from jaras.web.handover import rows
from jaras.web.handover.rows import Drawn
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1


class PromiseForm(forms.Form):
    """A free line, its hour, what it is about."""

    words = forms.CharField(
        label=gettext_lazy("What was promised"),
        max_length=WORDS,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy(
            "Call back, wait for a team, open a door: one line, no name that is not needed."
        ),
    )
    due_at = forms.DateTimeField(
        label=gettext_lazy("At what hour"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    about = forms.ChoiceField(label=gettext_lazy("What it is about"), required=False)

    def __init__(self, found: list[Drawn], data: Any = None) -> None:
        super().__init__(data)
        about: forms.ChoiceField = self.fields["about"]  # type: ignore[assignment]
        named = {each.key: each.who or each.words[:60] for each in found if each.key}
        about.choices = [("", _("Nothing that has a file")), *named.items()]


@dataclass(frozen=True)
class Read:
    """One line with what was answered to it, what this reader may do about it."""

    drawn: Drawn
    answers: list[Any]
    may_acknowledge: bool
    hidden: bool

    @property
    def line(self) -> Any:
        return self.drawn.item

    @property
    def acknowledged(self) -> Any:
        return next((each for each in self.answers if each.kind == AnswerKind.ACKNOWLEDGED), None)

    @property
    def asked(self) -> bool:
        """Whether a question waits for its answer."""
        return bool(self.answers) and self.answers[-1].kind == AnswerKind.ASKED


@permission(GovernanceVerb.WATCH)
@require_GET
def handover(request: Request, pk: int) -> HttpResponse:
    """Of a watch that lasts, what it will hand over; of one that ended, what it handed over."""
    watch = _watch(request, pk)
    return _lasting(request, watch) if watch.ended_at is None else _ended(request, watch)


@permission(GovernanceVerb.WATCH)
@require_GET
def still_open(request: Request, pk: int) -> HttpResponse:
    """The list alone, for the page on which the watch is handed over."""
    watch = _watch(request, pk)
    return render(request, "handover/_open.html", {"watch": watch, "found": _found(request, watch)})


@permission(GovernanceVerb.WATCH)
@require_POST
def promise(request: Request, pk: int) -> HttpResponse:
    watch = _watch(request, pk)
    form = PromiseForm(_found(request, watch), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.promise(
                watch=watch,
                words=said["words"],
                due_at=said["due_at"],
                **_about(request, said["about"]),
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("It is written: it goes on until somebody has done it."))
            return redirect("handover", watch.pk)
    return _lasting(request, watch, form)


@permission(GovernanceVerb.WATCH)
@require_POST
def end_promise(request: Request, pk: int, verb: str) -> HttpResponse:
    """It was done, or is not needed any more."""
    if verb not in ("keep", "drop"):
        raise Http404
    found = get_object_or_404(Promise.objects.visible_to(request.actor), pk=min(pk, LARGEST))
    try:
        actions.end_promise(promise=found, verb=verb, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Done.") if verb == "keep" else _("It is not needed any more."))
    watch = current_watch()
    return redirect("handover", watch.pk) if watch else redirect("watches")


ANSWERS: dict[str, Callable[..., object]] = {
    AnswerKind.ACKNOWLEDGED: actions.acknowledge,
    AnswerKind.ASKED: actions.ask_back,
    AnswerKind.SAID: actions.explain,
}


@permission(GovernanceVerb.WATCH)
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """One press on one line."""
    line = get_object_or_404(
        HandoverLine.objects.visible_to(request.actor).select_related("watch__holder"), pk=min(pk, LARGEST)
    )
    action, refused = ANSWERS.get(request.POST.get("kind", "")), ""
    try:
        if action is None:
            raise Refused(_("Choose what you answer."))
        action(line=line, words=request.POST.get("words", ""), by=request.actor, at=timezone.now())
    except Refused as refusal:
        refused = str(refusal)
    if not request.htmx:
        if refused:
            messages.warning(request, refused)
        return redirect(f"{reverse('handover', args=[line.watch_id])}#line-{line.pk}")
    typed = request.POST.get("words", "") if refused else ""
    context = _context(request, line.watch)
    read = next(each for each in context["lines"] if each.line.pk == line.pk)
    context |= {"each": read, "refused": refused, "typed": typed}
    return render(request, "handover/_answered.html", context)


def _watch(request: Request, pk: int) -> Watch:
    rows = Watch.objects.visible_to(request.actor).select_related("holder")
    return get_object_or_404(rows, pk=min(pk, LARGEST))


def _found(request: Request, watch: Watch) -> list[Drawn]:
    found = queries.open_things(watch, request.actor, at=timezone.now())
    return rows.drawn(found, request.actor)


def _about(request: Request, key: str) -> dict[str, Any]:
    """The report or the case that a promise is about, if this member sees it."""
    kind, _dash, number = key.partition("-")
    if kind == "report":
        return {"report": get_object_or_404(Report.objects.visible_to(request.actor), pk=int(number))}
    if kind == "case":
        return {"case": get_object_or_404(Case.objects.visible_to(request.actor), pk=int(number))}
    return {}


def _lasting(request: Request, watch: Watch, form: PromiseForm | None = None) -> HttpResponse:
    found = _found(request, watch)
    context = {
        "watch": watch,
        "mine": watch.holder_id == request.actor.member_id,
        "found": found,
        "form": form or PromiseForm(found),
        "previous": queries.last_ended(),
    }
    status = 400 if form is not None and form.errors else 200
    return render(request, "handover/lasting.html", context, status=status)


def _ended(request: Request, watch: Watch) -> HttpResponse:
    return render(request, "handover/ended.html", _context(request, watch))


def _context(request: Request, watch: Watch) -> dict[str, Any]:
    me, at = request.actor, timezone.now()
    found = queries.handed(watch, me, at=at)
    lines = [
        Read(each, list(line.answers.all()), queries.may_answer(found, line, me), line.pk in found.hidden)
        for line, each in zip(found.lines, rows.drawn(found.lines, me), strict=True)
    ]
    lines.sort(key=lambda each: each.acknowledged is not None)  # what waits stands first
    return {
        "watch": watch,
        "holder": found.holder,
        "mine": watch.holder_id == me.member_id,
        "lines": lines,
        "done": sum(each.acknowledged is not None for each in lines),
        "hidden": sum(each.hidden and each.acknowledged is None for each in lines),
        "refused": "",
        "typed": "",
    }
