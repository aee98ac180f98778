"""What is asked about a person, wherever they are met: nothing is obligatory but a word of who is meant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import seen
from jaras.people.actions import About
from jaras.people.lists import origins, target_groups
from jaras.people.models import Person
from jaras.people.rules import Sex
from jaras.territory import queries as territory
from jaras.web.shell.templating import label

SEXES = [(Sex.FEMALE, _("Woman")), (Sex.MALE, _("Man")), (Sex.UNKNOWN, _("Not known"))]


class PersonForm(forms.Form):
    """Somebody, with as much as is known."""

    given_name = forms.CharField(label=_("Given name"), required=False)
    family_name = forms.CharField(label=_("Family name"), required=False)
    arabic_name = forms.CharField(
        label=_("Name in Arabic script"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    description = forms.CharField(
        label=_("Without a name: who is meant"),
        help_text=_("For example: man, about 60, bus station"),
        required=False,
    )
    sex = forms.ChoiceField(label=_("Woman, man"), choices=SEXES, widget=forms.RadioSelect, required=False)
    age_about = forms.IntegerField(
        label=_("Age, roughly"), required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    born_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    origin = forms.ChoiceField(label=_("Where they come from"), required=False)
    telephone = forms.CharField(
        label=_("Telephone"), required=False, widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"})
    )
    speaks = forms.CharField(label=_("Languages spoken"), required=False)
    contact_safety = forms.CharField(
        label=_("So as not to put them in danger"),
        help_text=_("For example: never call after 6 p.m."),
        required=False,
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Situation"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, person: Person | None = None, described: str = "") -> None:
        super().__init__(data, initial=shown(person) if person else {"description": described})
        self.kept = person.commune if person else None  # it may lie outside the territory
        communes: Any = self.fields["commune"]
        communes.choices = [("", _("Unknown")), *((row.code, row.name) for row in territory.communes())]
        if self.kept and self.kept.pk not in dict(communes.choices):
            communes.choices = [*communes.choices, (self.kept.pk, self.kept.name)]
        origin: Any = self.fields["origin"]
        origin.choices = [("", _("Unknown")), *((item.code, label(item)) for item in origins())]
        groups: Any = self.fields["target_groups"]
        groups.choices = [(item.code, label(item)) for item in target_groups()]

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


# What the form shows of a person, as columns: whoever changes one of them collides with whoever reads it.
FIELDS = (*(name for name in PersonForm.base_fields if name not in ("commune", "seen")), "commune_id")


def shown(person: Person) -> dict[str, Any]:
    """What the form shows of somebody who is known already."""
    kept = {name: getattr(person, name) for name in FIELDS if name != "commune_id"}
    return kept | {"commune": person.commune_id or "", "seen": seen(person, *FIELDS)}
