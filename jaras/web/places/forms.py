"""What is asked about a site, about its places."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaras.kernel.refusal import Refused
from jaras.partners.actions import Receives, Takes
from jaras.partners.actions.sites import LABEL, MOST_AT_ONCE
from jaras.partners.lists import services, unit_kinds
from jaras.partners.models import Organisation, Site, Unit
from jaras.territory import queries as territory
from jaras.web.partners.service_form import SEXES
from jaras.web.shell.templating import label

SITE = ("name_fr", "name_ar", "address_fr", "address_ar", "telephone", "email")
MANY = re.compile(r"\s*(.*?)\s*(\d{1,4})\s*-\s*(\d{1,4})\s*")


class Correctable(forms.Form):
    """A form that shows a refusal beside its field."""

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.sentence))


class SiteForm(Correctable):
    """An address where people are received."""

    name_fr = forms.CharField(label=_("Name, in French"), max_length=160, required=False)
    name_ar = forms.CharField(
        label=_("Name, in Arabic"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    address_fr = forms.CharField(label=_("Address, in French"), max_length=200, required=False)
    address_ar = forms.CharField(
        label=_("Address, in Arabic"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    telephone = forms.CharField(
        label=_("Telephone at the door"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    email = forms.EmailField(
        label=_("E-mail of the staff"),
        help_text=_("The link by which they keep the board goes there."),
        required=False,
    )

    def __init__(self, data: Any = None, *, site: Site | None = None) -> None:
        said = (
            {name: getattr(site, name) for name in SITE} | {"commune": site.commune_id or ""} if site else {}
        )
        super().__init__(data, initial=said)
        self.fields["commune"].choices = [  # type: ignore[attr-defined]
            ("", _("Not said")),
            *((row.code, row.name) for row in territory.communes()),
        ]

    def receives(self) -> Receives:
        said = self.cleaned_data
        commune = territory.commune_of_code(said["commune"]) if said["commune"] else None
        return Receives(
            commune=commune,
            name_fr=said["name_fr"],
            name_ar=said["name_ar"],
            address_fr=said["address_fr"],
            address_ar=said["address_ar"],
            telephone=said["telephone"],
            email=said["email"],
        )


class UnitsForm(Correctable):
    """Places alike, added at once: «Lit 1-12»."""

    service = forms.ChoiceField(label=_("For which service"))
    kind = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect)
    label = forms.CharField(
        label=_("Their names"),
        help_text=_("One a line as the staff say it; “Bed 1-12” makes twelve."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sex = forms.ChoiceField(label=_("For"), choices=SEXES, widget=forms.RadioSelect, required=False)
    youngest = forms.IntegerField(label=_("From what age"), required=False)
    oldest = forms.IntegerField(label=_("Up to what age"), required=False)
    step_free = forms.BooleanField(label=_("Reached without steps, in a wheelchair too"), required=False)

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, initial={"kind": "bed", "sex": ""})
        self.services = {str(row.pk): row for row in organisation.services.filter(active=True)}
        names = services()
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            (pk, label(names[row.code]) if row.code in names else row.code)
            for pk, row in self.services.items()
        ]
        kinds = [(item.code, label(item)) for item in unit_kinds()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    @property
    def labels(self) -> list[str]:
        return [each for line in self.cleaned_data["label"].splitlines() for each in spread(line)]

    def takes(self) -> Takes:
        said = self.cleaned_data
        return Takes(
            service=self.services[said["service"]],
            kind=said["kind"],
            sex=said["sex"],
            youngest=said["youngest"],
            oldest=said["oldest"],
            step_free=said["step_free"],
        )


class UnitForm(UnitsForm):
    """One place, corrected or taken off the board."""

    active = forms.BooleanField(label=_("On the board"), required=False)

    def __init__(self, data: Any = None, *, unit: Unit) -> None:
        super().__init__(data, organisation=unit.site.organisation)
        self.fields["label"].widget = forms.TextInput()
        self.fields["label"].help_text = ""
        self.fields["label"].label = _("Its name")
        self.initial = {
            name: getattr(unit, name)
            for name in ("kind", "label", "sex", "youngest", "oldest", "step_free", "active")
        } | {"service": str(unit.service_id)}

    def takes(self) -> Takes:
        said = self.cleaned_data
        return super().takes() | Takes(label=said["label"], active=said["active"])


def spread(line: str) -> list[str]:
    """«Lit 1-3» is Lit 1, Lit 2, Lit 3; anything else is a name."""
    found = MANY.fullmatch(line)
    if found is None:
        return [line.strip()[:LABEL]] if line.strip() else []
    name, first, last = found[1], int(found[2]), int(found[3])
    if not first <= last < first + MOST_AT_ONCE + 1:
        return [line.strip()[:LABEL]]
    return [f"{name} {number}".strip() for number in range(first, last + 1)]
