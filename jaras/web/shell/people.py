"""What is asked about a person, wherever they are met: nothing is obligatory but a word of who is meant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import seen
from jaras.people.actions import About
from jaras.people.lists import languages, origins, target_groups
from jaras.people.models import Person
from jaras.people.rules import NoBirth, Sex, birth_read, birth_written
from jaras.territory import queries as territory
from jaras.web.shell.templating import label

SEXES = [(Sex.FEMALE, _("Woman")), (Sex.MALE, _("Man")), (Sex.UNKNOWN, _("Not known"))]


class BirthField(forms.CharField):
    """A day, a year alone, a year that was guessed: kept as `birth_written` writes it."""

    def clean(self, value: Any) -> str:
        try:
            return birth_written(birth_read(super().clean(value)))
        except NoBirth as wrong:
            raise forms.ValidationError(
                _("Write a date (12/03/1966), a year (1966), or a guessed one (~1966).")
            ) from wrong


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
    born_on = BirthField(
        label=_("Date or year of birth"),
        help_text=_("12/03/1966; 1966 when nobody knows the day; ~1966 when it is guessed"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    telephone = forms.CharField(
        label=_("Telephone"), required=False, widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"})
    )
    telephone_with = forms.CharField(
        label=_("Whose telephone it is too"),
        help_text=_("The neighbour’s, their sister’s: then we ask first who answers"),
        required=False,
    )
    contact_safety = forms.CharField(
        label=_("So as not to put them in danger"),
        help_text=_("For example: never call after 6 p.m."),
        required=False,
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Situation"), required=False, widget=forms.CheckboxSelectMultiple
    )
    nickname = forms.CharField(label=_("Nickname"), required=False)
    father_name = forms.CharField(label=_("Father’s name"), required=False)
    grandfather_name = forms.CharField(label=_("Grandfather’s name"), required=False)
    married_name = forms.CharField(label=_("Married name"), required=False)
    signs = forms.CharField(
        label=_("By what they are recognised"),
        help_text=_("For example: scar on the left hand, walks with a cane"),
        required=False,
    )
    origin = forms.ChoiceField(label=_("Where they come from"), required=False)
    origin_place = forms.CharField(label=_("Country, town or douar of origin"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    speaks = forms.CharField(label=_("Languages, in other words"), required=False)
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
        spoken: Any = self.fields["languages"]
        spoken.choices = [(item.code, label(item)) for item in languages()]
        groups: Any = self.fields["target_groups"]
        groups.choices = [(item.code, label(item)) for item in target_groups()]

    @property
    def tells_more(self) -> bool:
        """Whether something stands, or is wrong, among what is asked last."""
        return any(self.errors.get(name) or self[name].value() for name in MORE)

    def refuse(self, refusal: Refused) -> None:
        """The sentence of a refusal, beside its field."""
        field = "born_on" if refusal.field == "born_year" else refusal.field
        self.add_error(field if field in self.fields else None, refusal.sentence)

    def about(self) -> About:
        """What was said, as the actions take it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        birth = birth_read(said["born_on"])
        said |= {"born_on": birth.on, "born_year": birth.year, "born_estimated": birth.guessed}
        same = self.kept if self.kept and said["commune"] == self.kept.pk else None
        said["commune"] = same or territory.commune_of_code(said["commune"])
        about: About = said  # type: ignore[assignment]
        return about


# What the form asks last: a few words most people are helped without.
MORE = (
    "telephone_with",
    *("nickname", "father_name", "grandfather_name", "married_name"),
    *("signs", "origin", "origin_place", "languages", "speaks"),
)

# What the form shows of a person, as columns: whoever changes one of them collides with whoever reads it.
BIRTH = ("born_on", "born_year", "born_estimated")
_PLAINLY = tuple(name for name in PersonForm.base_fields if name not in ("commune", "seen", "born_on"))
FIELDS = (*_PLAINLY, *BIRTH, "commune_id")


def shown(person: Person) -> dict[str, Any]:
    """What the form shows of somebody who is known already."""
    kept = {name: getattr(person, name) for name in _PLAINLY}
    return kept | {
        "born_on": birth_written(person.birth),
        "commune": person.commune_id or "",
        "seen": seen(person, *FIELDS),
    }
