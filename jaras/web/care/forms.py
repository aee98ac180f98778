"""What the forms of the diagnosis and of needs ask."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaras.care.lists import grid
from jaras.care.rules import Answer
from jaras.cases.models import Case
from jaras.partners.lists import poles, services
from jaras.web.cases.forms import Moment, Once
from jaras.web.cases.words import persons_of
from jaras.web.shell.templating import label

LONGEST_LEVEL = 2


class DiagnosisForm(Once):
    """The words around the levels; the levels themselves are read by `levels_in`."""

    words = forms.CharField(
        label=_("In the person’s own words"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "class": "words"}),
        help_text=_("What they say of their situation, what they want first. In their language."),
        required=False,
    )
    note = forms.CharField(
        label=_("What you add"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}), required=False
    )
    made_at = Moment(label=_("When, if not just now"), required=False)
    levels = forms.CharField(label=_("Domains"), widget=forms.HiddenInput, required=False)


def levels_in(said: Mapping[str, Any]) -> dict[str, int]:
    """The level of each domain that was assessed; what is no number becomes one that is refused."""
    given = {code: str(said.get(f"level_{code}") or "") for code in grid().domains}
    return {code: _number(value) for code, value in given.items() if value}


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= LONGEST_LEVEL else 0


def notes_in(said: Mapping[str, Any]) -> dict[str, str]:
    return {code: str(said.get(f"note_{code}") or "") for code in grid().domains}


def answers_in(said: Mapping[str, Any]) -> dict[str, bool]:
    """What was said of each proposal: right, or not; silence is no answer."""
    given = {code: said.get(f"need_{code}") for code in services().codes()}
    return {code: value == Answer.YES for code, value in given.items() if value in set(Answer)}


def typed(said: Mapping[str, Any]) -> dict[str, str]:
    """Of everything that was sent, what a draft keeps."""
    names = ["key", "person", "words", "note", "made_at"]
    names += [f"{kind}_{code}" for code in grid().domains for kind in ("level", "note")]
    names += [f"need_{code}" for code in services().codes()]
    return {name: str(said[name]) for name in names if said.get(name)}


class NeedForm(Once):
    """A need that nobody proposed."""

    service = forms.ChoiceField(label=_("What is needed"))
    words = forms.CharField(
        label=_("In a few words"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}), required=False
    )
    urgent = forms.BooleanField(label=_("It cannot wait"), required=False)

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(data)
        by_pole = [
            (label(pole), [(item.code, label(item)) for item in services() if item["pole"] == pole.code])
            for pole in poles()
        ]
        service: forms.ChoiceField = self.fields["service"]  # type: ignore[assignment]
        service.choices = [("", ""), *by_pole]
        persons = persons_of(case)
        if len(persons) > 1:
            self.fields["person"] = forms.TypedChoiceField(
                label=_("For whom"),
                choices=[("", _("For everybody")), *((str(person.pk), person.name) for person in persons)],
                coerce=lambda pk: next(person for person in persons if str(person.pk) == pk),
                empty_value=None,
                required=False,
            )
            self.order_fields(["person", "service", "words", "urgent"])

    def whom(self, case: Case) -> Any:
        """The person chosen; the only one there is."""
        persons = persons_of(case)
        return persons[0] if len(persons) == 1 else self.cleaned_data.get("person")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("In a few words"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autofocus": True}),
        required=False,
    )
