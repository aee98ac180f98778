"""What is asked about a service: what, for whom, where, when."""

from hashlib import sha256
from itertools import chain
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from jaras.kernel.refusal import Refused
from jaras.partners.actions import Gives
from jaras.partners.lists import poles, services
from jaras.partners.models import Service
from jaras.partners.rules import Hours, Unreadable, line_of_day, read_day
from jaras.people.lists import target_groups
from jaras.people.rules import Sex
from jaras.territory import queries as territory
from jaras.web.shell.templating import label

DAYS = tuple(f"day_{weekday}" for weekday in range(7))
SEXES = [("", _("Everybody")), (Sex.FEMALE, _("Women")), (Sex.MALE, _("Men"))]
COLUMNS = (
    "code", "note_fr", "note_ar", "publics", "sex", "youngest", "oldest", "always_open", "telephone", "email",
)  # fmt: skip


class ServiceForm(forms.Form):
    """One thing an organisation gives."""

    code = forms.ChoiceField(label=_("What is given"))
    note_fr = forms.CharField(
        label=_("Conditions, in French"), help_text=_("What to bring, how to arrive."), required=False
    )
    note_ar = forms.CharField(
        label=_("Conditions, in Arabic"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    sex = forms.ChoiceField(label=_("For"), choices=SEXES, widget=forms.RadioSelect, required=False)
    youngest = forms.IntegerField(label=_("From what age"), required=False)
    oldest = forms.IntegerField(label=_("Up to what age"), required=False)
    publics = forms.MultipleChoiceField(
        label=_("For which publics"),
        help_text=_("None chosen: everybody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    communes = forms.MultipleChoiceField(
        label=_("For the inhabitants of"),
        help_text=_("None chosen: the whole province."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    always_open = forms.BooleanField(label=_("Open day and night"), required=False)
    telephone = forms.CharField(
        label=_("Telephone of the service"),
        help_text=_("Empty: that of the organisation."),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
    )
    email = forms.CharField(
        label=_("E-mail address for requests"),
        help_text=_("Empty: that of the organisation."),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, service: Service | None = None) -> None:
        super().__init__(data, initial=shown(service) | {"seen": mark(service)} if service else None)
        for weekday, name in enumerate(DAYS):
            self.fields[name] = forms.CharField(
                label=WEEKDAYS[weekday],
                required=False,
                widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "08:30-12:00, 14:00-18:00"}),
            )
        codes: Any = self.fields["code"]
        codes.choices = [("", "…"), *_by_pole()]
        publics: Any = self.fields["publics"]
        publics.choices = [(item.code, label(item)) for item in target_groups()]
        communes: Any = self.fields["communes"]
        self.known = {row.code: row for row in territory.communes()}
        if service:  # a commune outside the territory in force is kept
            self.known |= {row.code: row for row in service.communes.all()}
        communes.choices = [(code, row.name) for code, row in self.known.items()]
        first = [name for name in self.fields if name not in ("telephone", "email", "seen", *DAYS)]
        self.order_fields([*first, *DAYS, "telephone", "email", "seen"])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for weekday, name in enumerate(DAYS):
            try:
                said[name] = read_day(said.get(name, ""), weekday)
            except Unreadable:
                self.add_error(name, _("Write the hours like 08:30-12:00, 14:00-18:00."))
        return said

    def refuse(self, refusal: Refused) -> None:
        """The sentence of a refusal, beside its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def gives(self) -> Gives:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        hours: list[Hours] = list(chain.from_iterable(said[name] for name in DAYS))
        kept: dict[str, Any] = {name: said[name] for name in COLUMNS}
        communes = [self.known[code] for code in said["communes"]]
        gives: Gives = kept | {"communes": communes, "hours": hours}  # type: ignore[assignment]
        return gives

    def as_shown(self) -> dict[str, Any]:
        """What was said, as the form would show it."""
        return {
            name: line_of_day(value) if name in DAYS else value for name, value in self.cleaned_data.items()
        }


def _by_pole() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (label(pole), [(item.code, label(item)) for item in services() if item["pole"] == pole.code])
        for pole in poles()
    ]


def shown(service: Service) -> dict[str, Any]:
    """What the form shows of a service that is known already."""
    hours = service.spans
    days = {name: line_of_day(h for h in hours if h.weekday == day) for day, name in enumerate(DAYS)}
    communes = [row.code for row in service.communes.all()]
    return {name: getattr(service, name) for name in COLUMNS} | {"communes": communes} | days


def mark(service: Service) -> str:
    """A digest of what the form showed, hours with it."""
    return sha256(repr(sorted(shown(service).items())).encode()).hexdigest()[:16]
