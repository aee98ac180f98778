"""What the administrator writes about the territory."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaras.kernel.refusal import Refused
from jaras.territory import lists, queries
from jaras.territory.models import Commune, Place
from jaras.territory.rules.geometry import Point
from jaras.web.shell.maps import cercle_name
from jaras.web.shell.templating import label

FRENCH, ARABIC = {"lang": "fr", "dir": "ltr"}, {"lang": "ar", "dir": "rtl"}
DEGREES = {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"}


class Refusable(forms.Form):
    """A form that says beside its field what an action refused."""

    def refuse(self, refused: Refused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, str(refused))


class DegreesField(forms.CharField):
    """A latitude or a longitude, with a point or a comma."""

    def clean(self, value: Any) -> float | None:
        text = super().clean(value).replace(",", ".")
        try:
            degrees = float(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(_("Write degrees, for example 32.8810.")) from error
        if degrees is not None and not isfinite(degrees):
            raise forms.ValidationError(_("Write degrees, for example 32.8810."))
        return degrees


class PlaceForm(Refusable):
    name_fr = forms.CharField(
        label=_("Name in French"), max_length=160, required=False, widget=forms.TextInput(attrs=FRENCH)
    )
    name_ar = forms.CharField(
        label=_("Name in Arabic"), max_length=160, required=False, widget=forms.TextInput(attrs=ARABIC)
    )
    kind = forms.ChoiceField(label=_("Kind of place"))
    commune = forms.ChoiceField(label=_("Commune"))
    aliases = forms.CharField(
        label=_("Other names people give it"),
        help_text=_("One a line, in any script: they help to recognise the place in a call."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=4000,
    )
    latitude = DegreesField(label=_("Latitude"), required=False, widget=forms.TextInput(attrs=DEGREES))
    longitude = DegreesField(label=_("Longitude"), required=False, widget=forms.TextInput(attrs=DEGREES))
    active = forms.BooleanField(label=_("People still name this place"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communes = {commune.code: commune for commune in queries.communes()}
        self.fields["commune"] = _choice(self.fields["commune"], _communes(self.communes))
        kinds = [(kind.code, label(kind)) for kind in lists.place_kinds()]
        self.fields["kind"] = _choice(self.fields["kind"], kinds)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        for missing, there in (("latitude", longitude), ("longitude", latitude)):
            if there is not None and cleaned.get(missing) is None and missing not in self.errors:
                self.add_error(missing, _("A point needs its latitude and its longitude."))
        return cleaned

    def as_arguments(self) -> dict[str, Any]:
        """What the actions ask for."""
        said = self.cleaned_data
        whole = said["latitude"] is not None and said["longitude"] is not None
        return {
            "name_fr": said["name_fr"],
            "name_ar": said["name_ar"],
            "kind": said["kind"],
            "commune": self.communes[said["commune"]],
            "aliases": said["aliases"].splitlines(),
            "point": Point(said["latitude"], said["longitude"]) if whole else None,
        }


def of_place(place: Place) -> dict[str, Any]:
    """The form as the place stands."""
    return {
        "name_fr": place.name_fr,
        "name_ar": place.name_ar,
        "kind": place.kind,
        "commune": place.commune_id,
        "aliases": "\n".join(place.aliases),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "active": place.active,
        "version": place.version,
    }


def _choice(field: forms.Field, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=field.label, choices=[("", _("Choose…")), *choices])


def _communes(communes: Mapping[str, Commune]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for commune in communes.values():
        groups.setdefault(cercle_name(commune), []).append((commune.code, commune.name))
    return list(groups.items())


class CellForm(Refusable):
    cell_name_fr = forms.CharField(
        label=_("Name of the cell in French"), max_length=160, widget=forms.TextInput(attrs=FRENCH)
    )
    cell_name_ar = forms.CharField(
        label=_("Name of the cell in Arabic"), max_length=160, widget=forms.TextInput(attrs=ARABIC)
    )


class FileForm(Refusable):
    file = forms.FileField(label=_("File"))


class BoundariesForm(FileForm):
    attribution = forms.CharField(
        label=_("Whom the map must credit"),
        help_text=_("Leave it empty if the file says so itself."),
        max_length=300,
        required=False,
    )


class FoundingForm(CellForm):
    """The first start: what the cell is called, who looks after the tool."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters: a short sentence is easier to remember."),
        max_length=512,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )
    password_again = forms.CharField(
        label=_("The same password once more"),
        max_length=512,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "password" in cleaned and cleaned["password"] != cleaned.get("password_again"):
            self.add_error("password_again", _("The two passwords differ."))
        return cleaned
