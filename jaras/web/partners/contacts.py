"""Whom one asks for in an organisation: written, corrected, taken away."""

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
from jaras.partners.models import Contact
from jaras.partners.rules import PartnersVerb
from jaras.web.partners.asking import Correctable, ask, posted
from jaras.web.partners.pages import find
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

FIELDS = ("function_fr", "function_ar", "telephone", "email", "public")


class ContactForm(Correctable):
    """A function that can be reached."""

    function_fr = forms.CharField(
        label=gettext_lazy("Whom one asks for, in French"),
        help_text=gettext_lazy("A function, never a person: the guard at night, the desk of referrals."),
        required=False,
    )
    function_ar = forms.CharField(
        label=gettext_lazy("Whom one asks for, in Arabic"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    public = forms.BooleanField(
        label=gettext_lazy("Anybody may be told"),
        help_text=gettext_lazy("In the public directory; else for the members of the device alone."),
        required=False,
    )

    def __init__(self, data: Any = None, *, contact: Contact | None = None) -> None:
        kept = {name: getattr(contact, name) for name in FIELDS} if contact else {}
        super().__init__(data, initial=kept | {"seen": seen(contact, *FIELDS) if contact else ""})
        self.order_fields([*FIELDS, "seen"])


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    organisation, form = find(request, pk), ContactForm(posted(request))

    def do() -> HttpResponse:
        actions.add_contact(organisation=organisation, by=request.actor, at=timezone.now(), **form.said())
        messages.success(request, _("The contact is in the directory."))
        return redirect("partner", pk)

    return ask(request, form, do, organisation=organisation, title=_("A new contact"), button=_("Add"))


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    contact = _find(request, pk)
    shown = seen(contact, *FIELDS)
    form = ContactForm(posted(request), contact=contact)

    def do() -> HttpResponse:
        if form.cleaned_data["seen"] != shown:
            raise Conflict(contact)
        actions.amend_contact(contact=contact, by=request.actor, at=timezone.now(), **form.said())
        messages.success(request, _("The directory is up to date."))
        return redirect("partner", contact.organisation_id)

    return ask(
        request,
        form,
        do,
        organisation=contact.organisation,
        title=_("Correct the contact"),
        button=_("Save"),
    )


@permission(PartnersVerb.AMEND)
@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    contact = _find(request, pk)
    actions.retire_contact(contact=contact, by=request.actor, at=timezone.now())
    messages.success(request, _("The contact is taken away."))
    return redirect("partner", contact.organisation_id)


def _find(request: Request, pk: int) -> Contact:
    rows = Contact.objects.visible_to(request.actor).active().select_related("organisation__commune")
    contact = rows.filter(pk=pk).first()
    if contact is None:
        raise Http404
    return contact
