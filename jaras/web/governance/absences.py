"""Absences of those who hold the watch: one's own, everybody's for whoever plans."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.governance import actions
from jaras.governance.models import Absence, Member
from jaras.governance.models.absences import WHY
from jaras.governance.queries import absences as queries
from jaras.governance.queries import member_of, next_holders
from jaras.governance.roles import absence_kinds
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.web.governance.roster_forms import Holder
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


class AbsenceForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), widget=forms.RadioSelect)
    starts_on = forms.DateField(
        label=gettext_lazy("From the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=gettext_lazy("To the day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day of absence."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=WHY,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Read by whoever plans the watch, by nobody else. No diagnosis."),
    )

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        kind: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]
        kind.choices = [(item.code, item.name(get_language() or "fr")) for item in absence_kinds()]
        if actor.can(GovernanceVerb.ROSTER):
            self.fields["member"] = Holder(next_holders(actor))
            self.order_fields(["member"])

    def whose(self, actor: Actor) -> Member:
        return self.cleaned_data.get("member") or member_of(actor)


@permission(GovernanceVerb.DUTY, GovernanceVerb.ROSTER)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """What is noted from today on; a form to note another."""
    me, at = request.actor, timezone.now()
    form = AbsenceForm(me, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.note_absence(
                member=form.whose(me),
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
                kind=said["kind"],
                why=said["why"],
                by=me,
                at=at,
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The absence is noted; turns that are planned stay as they are."))
            return redirect("absences")
    context = {
        "absences": queries.absences(me, since=timezone.localtime(at).date()),
        "may_plan": me.can(GovernanceVerb.ROSTER),
        "kinds": absence_kinds(),
        "form": form,
    }
    return render(request, "governance/absences.html", context, status=400 if form.errors else 200)


@permission(GovernanceVerb.DUTY, GovernanceVerb.ROSTER)
@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.visible_to(request.actor), pk=pk)
    try:
        actions.cancel_absence(absence=absence, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The absence is cancelled."))
    return redirect("absences")
