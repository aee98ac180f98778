"""How the pages of the directory ask: a refusal stands beside its field, what was typed stays."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.partners.models import Organisation
from jaras.web.shell.request import Request


class Day(forms.DateField):
    """A day, asked by the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Correctable(forms.Form):
    """A form that shows a refusal beside its field, that knows what it showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def said(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def ask(
    request: Request,
    form: Correctable,
    do: Callable[[], HttpResponse],
    *,
    organisation: Organisation,
    title: str,
    button: str,
    **context: Any,
) -> HttpResponse:
    """Show the form, or do what it asks."""
    if request.method == "POST" and form.is_valid():
        try:
            return do()
        except Refused as refusal:
            form.refuse(refusal)
        except Conflict:
            form.add_error(None, _("Somebody changed this meanwhile. Look at the page, then write it again."))
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    shown = {"form": form, "organisation": organisation, "title": title, "button": button, "of_part": True}
    return render(request, "partners/form.html", shown | context, status=status)


def posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None
