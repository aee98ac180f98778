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
from jaras.people.lists import languages, target_groups
from jaras.people.rules import Sex
from jaras.territory import queries as territory
from jaras.web.partners.forms import MARKS
from jaras.web.shell.templating import label

DAYS = tuple(f"day_{weekday}" for weekday in range(7))
IN_RAMADAN = tuple(f"ramadan_{weekday}" for weekday in range(7))
SEXES = [("", _("Everybody")), (Sex.FEMALE, _("Women")), (Sex.MALE, _("Men"))]
COLUMNS = (
    "code", "note_fr", "note_ar", "who_fr", "who_ar", "bring_fr", "bring_ar", "languages", "fee", "fee_fr",
    "fee_ar", "publics", "sex", "youngest", "oldest", "always_open", "closed_on_holidays",
    "telephone", "email", *MARKS,
)  # fmt: skip


def _arabic(label: Any) -> forms.CharField:
    """A line that is written from right to left."""
    return forms.CharField(
        label=label, required=False, widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"})
    )


class ServiceForm(forms.Form):
    """One thing an organisation gives."""

    code = forms.ChoiceField(label=_("What is given"))
    note_fr = forms.CharField(
        label=_("Conditions, in French"), help_text=_("How to arrive, what happens first."), required=False
    )
    note_ar = _arabic(_("Conditions, in Arabic"))
    who_fr = forms.CharField(
        label=_("Who may come, in French"), help_text=_("What no list below says."), required=False
    )
    who_ar = _arabic(_("Who may come, in Arabic"))
    bring_fr = forms.CharField(
        label=_("What to bring, in French"),
        help_text=_("One thing after another, with commas: identity card, a blanket."),
        required=False,
    )
    bring_ar = _arabic(_("What to bring, in Arabic"))
    fee = forms.IntegerField(
        label=_("Fee, in dirhams"), help_text=_("0: free. Empty: not known."), required=False
    )
    fee_fr = forms.CharField(label=_("Fee for what, in French"), required=False)
    fee_ar = _arabic(_("Fee for what, in Arabic"))
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, widget=forms.CheckboxSelectMultiple
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
    closed_on_holidays = forms.BooleanField(label=_("Closed on public holidays"), required=False)
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

    def __init__(self, data: Any = None, *, service: Service | None = None) -> None:
        super().__init__(data, initial=shown(service) | {"seen": mark(service)} if service else None)
        for weekday, name in (*enumerate(DAYS), *enumerate(IN_RAMADAN)):
            self.fields[name] = forms.CharField(
                label=WEEKDAYS[weekday],
                required=False,
                widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "08:30-12:00, 14:00-18:00"}),
            )
        codes: Any = self.fields["code"]
        codes.choices = [("", "…"), *_by_pole()]
        spoken: Any = self.fields["languages"]
        spoken.choices = [(item.code, label(item)) for item in languages()]
        publics: Any = self.fields["publics"]
        publics.choices = [(item.code, label(item)) for item in target_groups()]
        communes: Any = self.fields["communes"]
        self.known = {row.code: row for row in territory.communes()}
        if service:  # a commune outside the territory in force is kept
            self.known |= {row.code: row for row in service.communes.all()}
        communes.choices = [(code, row.name) for code, row in self.known.items()]
        last = ("telephone", "email", *MARKS, "seen")
        first = [name for name in self.fields if name not in (*last, *DAYS, *IN_RAMADAN)]
        self.order_fields([*first, *DAYS, *IN_RAMADAN, *last])

    @property
    def folded(self) -> tuple[str, ...]:
        """What most services have no need of: asked on demand."""
        return IN_RAMADAN

    before_folded = DAYS[-1]

    @property
    def unfolded(self) -> bool:
        """Whether something stands there already, or is to be corrected there."""
        return any(self[name].value() or self[name].errors for name in IN_RAMADAN)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for weekday, name in (*enumerate(DAYS), *enumerate(IN_RAMADAN)):
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
        in_ramadan: list[Hours] = list(chain.from_iterable(said[name] for name in IN_RAMADAN))
        beside = {"communes": communes, "hours": hours, "ramadan_hours": in_ramadan}
        gives: Gives = kept | beside  # type: ignore[assignment]
        return gives

    def as_shown(self) -> dict[str, Any]:
        """What was said, as the form would show it."""
        return {
            name: line_of_day(value) if name in (*DAYS, *IN_RAMADAN) else value
            for name, value in self.cleaned_data.items()
        }


def _by_pole() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (label(pole), [(item.code, label(item)) for item in services() if item["pole"] == pole.code])
        for pole in poles()
    ]


def shown(service: Service) -> dict[str, Any]:
    """What the form shows of a service that is known already."""
    days = {
        name: line_of_day(each for each in hours if each.weekday == day)
        for names, hours in ((DAYS, service.spans), (IN_RAMADAN, service.ramadan_spans))
        for day, name in enumerate(names)
    }
    communes = [row.code for row in service.communes.all()]
    return {name: getattr(service, name) for name in COLUMNS} | {"communes": communes} | days


def mark(service: Service) -> str:
    """A digest of what the form showed, hours with it."""
    return sha256(repr(sorted(shown(service).items())).encode()).hexdigest()[:16]
