"""What an organisation agreed in writing: noted, prolonged, let go."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jaras.kernel.versions import Conflict, seen
from jaras.partners import actions
from jaras.partners.models import Convention
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.conventions import USUAL_WARNING
from jaras.web.partners.asking import Correctable, Day, ask, posted
from jaras.web.partners.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

FIELDS = ("with_whom", "subject", "begins_on", "ends_on", "warning")


class ConventionForm(Correctable):
    """What was agreed, with whom, until when."""

    with_whom = forms.CharField(
        label=gettext_lazy("With whom"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    subject = forms.CharField(
        label=gettext_lazy("About what"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    begins_on = Day(label=gettext_lazy("From which day"), required=False)
    ends_on = Day(
        label=gettext_lazy("Its last day"), help_text=gettext_lazy("Empty: without an end."), required=False
    )
    warning = forms.IntegerField(
        label=gettext_lazy("Days of warning before its end"), min_value=0, initial=USUAL_WARNING
    )

    def __init__(self, data: Any = None, *, convention: Convention | None = None) -> None:
        kept = {name: getattr(convention, name) for name in FIELDS} if convention else {}
        super().__init__(data, initial=kept | {"seen": seen(convention, *FIELDS) if convention else ""})
        self.order_fields([*FIELDS, "seen"])


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def conclude(request: Request, pk: int) -> HttpResponse:
    organisation, form = find(request, pk), ConventionForm(posted(request))

    def do() -> HttpResponse:
        actions.conclude_convention(
            organisation=organisation, by=request.actor, at=timezone.now(), **form.said()
        )
        messages.success(request, _("The convention is noted."))
        return redirect("partner", pk)

    return ask(request, form, do, organisation=organisation, title=_("A convention"), button=_("Note it"))


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    convention = _find(request, pk)
    shown = seen(convention, *FIELDS)
    form = ConventionForm(posted(request), convention=convention)

    def do() -> HttpResponse:
        if form.cleaned_data["seen"] != shown:
            raise Conflict(convention)
        actions.amend_convention(convention=convention, by=request.actor, at=timezone.now(), **form.said())
        messages.success(request, _("The directory is up to date."))
        return redirect("partner", convention.organisation_id)

    return ask(
        request,
        form,
        do,
        organisation=convention.organisation,
        title=_("Correct or prolong the convention"),
        button=_("Save"),
    )


@permission(PartnersVerb.AMEND)
@require_POST
def let_go(request: Request, pk: int) -> HttpResponse:
    convention = _find(request, pk)
    actions.let_convention_go(convention=convention, by=request.actor, at=timezone.now())
    messages.success(request, _("Its end will ask nothing of anybody."))
    return redirect("partner", convention.organisation_id)


def _find(request: Request, pk: int) -> Convention:
    rows = Convention.objects.visible_to(request.actor).select_related("organisation__commune")
    convention = rows.filter(pk=pk).first()
    if convention is None:
        raise Http404
    return convention
