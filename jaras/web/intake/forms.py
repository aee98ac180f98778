"""The call form: what may be said of a report; nothing is obligatory but the words."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jaras.intake import lists
from jaras.intake.actions import Said
from jaras.intake.rules.further import LIMITS
from jaras.kernel import text
from jaras.kernel.actor import Actor
from jaras.kernel.folding import fold
from jaras.partners.models import Organisation
from jaras.territory import queries as territory
from jaras.territory.models import Commune, Place
from jaras.web.intake import wording

WORDS, NAMES = 20_000, 200
FROM_OUTSIDE = ("WEB",)  # arrives by itself, nobody types it


class Text(forms.CharField):
    """Words of strangers: without what would deceive a reader or a database."""

    def to_python(self, value: Any) -> str:
        return text.cleaned(str(super().to_python(value)))


class SeveralFiles(forms.FileField):
    """As many files as were chosen."""

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[Any]"]:
        return [each for each in (data or ()) if each]


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class CallForm(forms.Form):
    """One form for every channel by which somebody speaks to a person of the cell."""

    key = Text(max_length=60, required=False, widget=forms.HiddenInput, initial=lambda: uuid4().hex)
    draft = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)
    channel = forms.ChoiceField(required=False, initial="TEL", label=_("By which way?"))
    words = Text(
        max_length=WORDS,
        label=_("What is happening?"),
        error_messages={"required": _("Write what is happening: a few words are enough.")},
    )
    place = Text(max_length=NAMES, required=False, label=_("Where?"))
    commune = Text(max_length=NAMES, required=False, label=_("Commune"))
    who = Text(max_length=300, required=False, label=_("Who is concerned?"))
    arabic_name = Text(max_length=LIMITS["arabic_name"], required=False, label=_("Name in Arabic script"))
    father_name = Text(max_length=LIMITS["father_name"], required=False, label=_("Father’s name"))
    born = Text(max_length=LIMITS["born"], required=False, label=_("Age or year of birth"))
    telephone = Text(max_length=LIMITS["telephone"], required=False, label=_("Telephone of the person"))
    urgency = forms.ChoiceField(required=False, label=_("How urgent?"))
    reporter_name = Text(max_length=120, required=False, label=_("Who reports?"))
    reporter_telephone = Text(max_length=40, required=False, label=_("Telephone"))
    reporter_email = forms.EmailField(required=False, label=_("E-mail"))
    anonymous = forms.BooleanField(required=False, label=_("Wants to stay anonymous"))
    organisation = Text(max_length=NAMES, required=False, label=_("Organisation"))
    registry_number = Text(max_length=40, required=False, label=_("Registry number"))
    sealed = forms.ChoiceField(required=False, label=_("Seal at once"))
    attached = SeveralFiles(required=False, label=_("Scan, photograph, recording"), widget=SeveralFilesInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        codes = [code for code in lists.channels().codes() if code not in FROM_OUTSIDE]
        channel, urgency = self.fields["channel"], self.fields["urgency"]
        assert isinstance(channel, forms.ChoiceField)  # nosec B101 - for the checker of types
        assert isinstance(urgency, forms.ChoiceField)  # nosec B101 - for the checker of types
        sealed = self.fields["sealed"]
        assert isinstance(sealed, forms.ChoiceField)  # nosec B101 - for the checker of types
        sealed.choices = [("", _("No")), *wording.compartments().items()]
        channel.choices = [(code, wording.channel(code)) for code in codes]
        urgency.choices = [
            ("", ""),
            *((code, wording.urgency(code)) for code in lists.urgency_levels().codes()),
        ]

    @property
    def tells_further(self) -> bool:
        """Whether something stands, or is wrong, among what is asked in the fold about the person."""
        return any(self.errors.get(name) or self[name].value() for name in LIMITS)

    def clean_channel(self) -> str:
        return self.cleaned_data["channel"] or "TEL"

    def clean_commune(self) -> Commune | None:
        typed = self.cleaned_data["commune"]
        if not typed:
            return None
        for commune in territory.communes():
            if fold(typed) in (fold(commune.name_fr), fold(commune.name_ar), fold(commune.code)):
                return commune
        raise forms.ValidationError(
            _("This commune is not in the territory: choose one of the list, or write the place above.")
        )

    def clean_organisation(self) -> Organisation | None:
        typed = self.cleaned_data["organisation"]
        if not typed:
            return None
        rows = Organisation.objects.visible_to(self.actor).active()
        found = rows.filter(Q(name_fr=typed) | Q(name_ar=typed) | Q(acronym=typed)).first()
        if found is None:
            raise forms.ValidationError(
                _("This organisation is not in the directory: choose one of the list.")
            )
        return found

    def said(self) -> Said:
        """What is understood so far; a field in error waits."""
        known = self.cleaned_data
        said = Said(
            channel=known.get("channel") or "TEL",
            words=known.get("words", ""),
            who=known.get("who", ""),
            who_further={name: known.get(name) or "" for name in LIMITS},
            commune=known.get("commune"),
            place=None,
            place_text=known.get("place", ""),
            urgency=known.get("urgency", ""),
            reporter_name=known.get("reporter_name", ""),
            reporter_telephone=known.get("reporter_telephone", ""),
            reporter_email=known.get("reporter_email", ""),
            anonymous=known.get("anonymous", False),
            organisation=known.get("organisation"),
            registry_number=known.get("registry_number", ""),
        )
        if (place := named_place(said["place_text"], said["commune"])) is not None:
            said["place"], said["place_text"] = place, ""
        return said


def named_place(typed: str, commune: Commune | None) -> Place | None:
    """The place of the territory that has exactly this name, when only one has it."""
    wanted = fold(typed)
    if not wanted:
        return None
    found = [
        each.id
        for each in territory.names().places
        if wanted in {fold(name) for name in (each.name_fr, each.name_ar, *each.aliases) if name}
        and (commune is None or each.commune_code == commune.pk)
    ]
    return Place.objects.select_related("commune").get(pk=found[0]) if len(found) == 1 else None
