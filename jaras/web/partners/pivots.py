"""Who is the pivot of a partner: named, ended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jaras.governance import actions
from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.web.partners.asking import Correctable, ask, posted
from jaras.web.partners.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of those who take part."""

    def label_from_instance(self, obj: Member) -> str:
        return obj.called


class PivotForm(Correctable):
    """The colleague through whom the partner is reached."""

    member = Colleague(Member.objects.none(), empty_label="…", label=gettext_lazy("Pivot"))

    def __init__(self, request: Request, data: Any = None) -> None:
        super().__init__(data)
        rows = Member.objects.visible_to(request.actor).active()
        self.fields["member"].queryset = rows  # type: ignore[attr-defined]


@permission(GovernanceVerb.PIVOTS)
@require_http_methods(["GET", "POST"])
def name(request: Request, pk: int) -> HttpResponse:
    organisation, form = find(request, pk), PivotForm(request, posted(request))

    def do() -> HttpResponse:
        member = form.cleaned_data["member"]
        actions.name_pivot(organisation=organisation, member=member, by=request.actor, at=timezone.now())
        messages.success(request, _("Everybody sees now through whom this partner is reached."))
        return redirect("partner", pk)

    return ask(request, form, do, organisation=organisation, title=_("Name its pivot"), button=_("Save"))


@permission(GovernanceVerb.PIVOTS)
@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    try:
        actions.end_pivot(organisation=find(request, pk), by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("Nobody is its pivot, until somebody is named."))
    return redirect("partner", pk)
