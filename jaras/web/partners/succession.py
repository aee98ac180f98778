"""An organisation takes another name, or another does its work."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jaras.kernel.versions import Conflict, seen
from jaras.partners import actions
from jaras.partners.models import Organisation
from jaras.partners.rules import PartnersVerb
from jaras.web.partners.asking import Correctable, Day, ask, posted
from jaras.web.partners.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

NAMES = ("name_fr", "name_ar")


class RenameForm(Correctable):
    """The name it has now."""

    name_fr = forms.CharField(label=gettext_lazy("Name in French"), required=False)
    name_ar = forms.CharField(
        label=gettext_lazy("Name in Arabic"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    since = Day(
        label=gettext_lazy("Since which day"),
        help_text=gettext_lazy("The name of before stays known: whoever looks for it finds this page."),
    )

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        kept = {name: getattr(organisation, name) for name in NAMES}
        today = timezone.localdate()
        super().__init__(data, initial=kept | {"since": today, "seen": seen(organisation, *NAMES)})
        self.order_fields([*NAMES, "since", "seen"])


class Successor(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the organisations that take part."""

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name


class ReplaceForm(Correctable):
    """Who does its work from now on."""

    successor = Successor(Organisation.objects.none(), empty_label="…", label=gettext_lazy("By whom"))

    def __init__(self, request: Request, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data)
        rows = Organisation.objects.visible_to(request.actor).active().exclude(pk=organisation.pk)
        self.fields["successor"].queryset = rows  # type: ignore[attr-defined]


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def rename(request: Request, pk: int) -> HttpResponse:
    organisation = find(request, pk)
    shown, form = seen(organisation, *NAMES), RenameForm(organisation, posted(request))

    def do() -> HttpResponse:
        if form.cleaned_data["seen"] != shown:
            raise Conflict(organisation)
        actions.rename(organisation=organisation, by=request.actor, at=timezone.now(), **form.said())
        messages.success(request, _("It has its new name; the one of before is kept."))
        return redirect("partner", pk)

    return ask(
        request, form, do, organisation=organisation, title=_("It took another name"), button=_("Save")
    )


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def replace(request: Request, pk: int) -> HttpResponse:
    organisation = find(request, pk)
    form = ReplaceForm(request, organisation, posted(request))

    def do() -> HttpResponse:
        successor = form.cleaned_data["successor"]
        actions.replace(organisation=organisation, successor=successor, by=request.actor, at=timezone.now())
        messages.success(request, _("This organisation does the work from now on: look over what it gives."))
        return redirect("partner", successor.pk)

    said = [
        _("What it gives, its sites with their places go over: proposals and lists of choices lead there."),
        _("What it did stays under its own name. Referrals that wait there still wait for its answer."),
    ]
    return ask(
        request,
        form,
        do,
        organisation=organisation,
        title=_("Another does its work"),
        button=_("Hand over"),
        said=said,
    )
