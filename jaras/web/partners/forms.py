"""What is asked about an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import seen
from jaras.partners.actions import About
from jaras.partners.lists import organisation_kinds, poles
from jaras.partners.models import Organisation
from jaras.territory import queries as territory
from jaras.web.shell.templating import label

# What anybody may be told of an organisation, of a service.
MARKS = ("public", "telephone_public", "email_public")
# What the form shows, as columns: whoever changes one of them collides with whoever reads it.
FIELDS = (
    "name_fr", "name_ar", "acronym", "kind", "poles", "telephone", "email", "commune_id", *MARKS,
)  # fmt: skip


class OrganisationForm(forms.Form):
    """An organisation of the directory."""

    name_fr = forms.CharField(label=_("Name in French"), required=False)
    name_ar = forms.CharField(
        label=_("Name in Arabic"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    acronym = forms.CharField(label=_("Acronym"), required=False)
    kind = forms.ChoiceField(label=_("Kind"))
    poles = forms.MultipleChoiceField(label=_("Poles"), required=False, widget=forms.CheckboxSelectMultiple)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    telephone = forms.CharField(
        label=_("Telephone"), required=False, widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"})
    )
    email = forms.CharField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    public = forms.BooleanField(label=_("In the public directory"), required=False, initial=True)
    telephone_public = forms.BooleanField(
        label=_("Anybody may be told the telephone"), required=False, initial=True
    )
    email_public = forms.BooleanField(
        label=_("Anybody may be told the e-mail address"),
        help_text=_("Referrals go to this address: leave it hidden where it is for them alone."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, organisation: Organisation | None = None) -> None:
        super().__init__(data, initial=shown(organisation) if organisation else None)
        self.kept = organisation.commune if organisation else None
        communes: Any = self.fields["commune"]
        communes.choices = [
            ("", _("The whole province")),
            *((row.code, row.name) for row in territory.communes()),
        ]
        if self.kept and self.kept.pk not in dict(communes.choices):
            communes.choices = [*communes.choices, (self.kept.pk, self.kept.name)]
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", "…"), *((item.code, label(item)) for item in organisation_kinds())]
        codes: Any = self.fields["poles"]
        codes.choices = [(item.code, label(item)) for item in poles()]

    def refuse(self, refusal: Refused) -> None:
        """The sentence of a refusal, beside its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def about(self) -> About:
        """What was said, as the actions take it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        same = self.kept if self.kept and said["commune"] == self.kept.pk else None
        said["commune"] = same or territory.commune_of_code(said["commune"])
        about: About = said  # type: ignore[assignment]
        return about


def shown(organisation: Organisation) -> dict[str, Any]:
    """What the form shows of an organisation of the directory."""
    kept = {name: getattr(organisation, name) for name in FIELDS if name != "commune_id"}
    return kept | {"commune": organisation.commune_id or "", "seen": seen(organisation, *FIELDS)}
