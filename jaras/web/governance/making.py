"""A roster that the model proposes: asked for, read beside what stands, adopted by one press."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jaras.governance import actions
from jaras.governance.models import RosterDraft
from jaras.governance.queries import making as queries
from jaras.governance.queries import next_holders
from jaras.governance.roles import duties, rest_rules, roster_templates
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.drafts import DraftState
from jaras.governance.rules.making import Load
from jaras.governance.rules.making.solving import can_solve
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.web.governance.faults import keeping_in_words
from jaras.web.governance.roster import hours, of_address
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


class DraftForm(forms.Form):
    template = forms.ChoiceField(label=gettext_lazy("How turns follow one another"), widget=forms.RadioSelect)
    first = forms.DateField(
        label=gettext_lazy("From the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("To the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    members = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who shares the turns"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, of: str, data: Any = None) -> None:
        self.holders = {str(each.pk): each for each in next_holders(actor, of)}
        templates, today = roster_templates(), timezone.localdate()
        usual = {
            "template": templates.codes()[0],
            "first": today + timedelta(days=1),
            "last": today + timedelta(days=28),
            "members": [*self.holders],
        }
        super().__init__(data, initial=usual)
        template: forms.ChoiceField = self.fields["template"]  # type: ignore[assignment]
        template.choices = [(item.code, item.name(get_language() or "fr")) for item in templates]
        members: forms.TypedMultipleChoiceField = self.fields["members"]  # type: ignore[assignment]
        members.choices = [(key, each.called) for key, each in self.holders.items()]
        members.coerce = self.holders.__getitem__

    def asked(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("template", "first", "last", "members")}


@permission(GovernanceVerb.ROSTER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """Which days, which hours, among whom; the last ones that were asked for."""
    of = of_address(request)
    form = DraftForm(request.actor, of, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            draft = actions.ask_draft(**form.asked(), of=of, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("roster_draft", draft.pk)
    context = {
        "form": form,
        "duty": duties()[of],
        "duties": duties(),
        "drafts": queries.latest(request.actor),
        "templates": roster_templates(),
        "states": STATES,
        "able": can_solve(),
    }
    return render(request, "governance/roster_make.html", context, status=400 if form.errors else 200)


STATES = {
    DraftState.ASKED: gettext_lazy("being made"),
    DraftState.MADE: gettext_lazy("proposed"),
    DraftState.ADOPTED: gettext_lazy("adopted"),
    DraftState.SET_ASIDE: gettext_lazy("set aside"),
}


@permission(GovernanceVerb.ROSTER)
@require_safe
def draft(request: Request, pk: int) -> HttpResponse:
    """What is proposed, beside what stands."""
    row = _found(request, pk)
    waits = row.state == DraftState.ASKED
    if request.htmx and waits:
        return HttpResponse(status=204)
    if request.htmx:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    context = {
        "draft": row,
        "template": roster_templates()[row.template],
        "duty": duties()[row.duty],
        "state": STATES[DraftState(row.state)],
        "open": row.state == DraftState.MADE,
        "waits": waits,
        "said": None if waits else queries.proposal(row),
        "loads": [*Load],
        "hours": hours,
        "keeping_in_words": keeping_in_words,
        "rules": rest_rules(),
    }
    return render(request, "governance/roster_draft.html", context)


@permission(GovernanceVerb.ROSTER)
@require_POST
def adopt(request: Request, pk: int) -> HttpResponse:
    row = _found(request, pk)
    try:
        actions.adopt_draft(draft=row, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("roster_draft", pk)
    messages.success(request, _("The roster is as proposed."))
    return redirect(f"{reverse('roster')}?of={row.duty}&from={row.first.isoformat()}")


@permission(GovernanceVerb.ROSTER)
@require_POST
def set_aside(request: Request, pk: int) -> HttpResponse:
    try:
        actions.set_draft_aside(draft=_found(request, pk), by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Set aside; the roster is as it was."))
    return redirect("roster_make")


def _found(request: Request, pk: int) -> RosterDraft:
    return get_object_or_404(RosterDraft.objects.visible_to(request.actor), pk=pk)
