"""What the forms of an appointment ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaras.care.lists import interventions
from jaras.care.models import Appointment, Need
from jaras.care.rules import WAITED_FOR, Reminder
from jaras.cases.models import Case
from jaras.kernel.actor import Actor
from jaras.partners.lists import poles
from jaras.partners.models import Organisation
from jaras.web.care.help_forms import Unnamed, few_words
from jaras.web.cases.forms import Colleague, Moment, Once
from jaras.web.shell.templating import label

REMINDERS = [
    (Reminder.NONE, _("Nobody is reminded")),
    (Reminder.COMPANION, _("Whoever goes along, by e-mail: the day before, two hours before")),
    (Reminder.CALL, _("A colleague calls the person")),
]


class AppointmentForm(Once):
    """Where somebody is expected, when, with whom."""

    what = forms.CharField(
        label=_("What for"), widget=forms.TextInput(attrs={"autofocus": True}), required=False
    )
    starts_at = Moment(label=_("Day and hour"), required=False)
    place_text = forms.CharField(label=_("Where"), required=False)
    reminder = forms.ChoiceField(
        label=_("Reminder"),
        choices=REMINDERS,
        widget=forms.RadioSelect,
        initial=Reminder.NONE,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, case: Case, actor: Actor, data: Any = None, row: Appointment | None = None) -> None:
        super().__init__(data, initial=shown(row) if row else None)
        organisations = Organisation.objects.visible_to(actor).active()
        needs = Need.objects.filter(case=case, state__in=WAITED_FOR)
        if row is not None:  # what is written already stays among the choices
            organisations |= Organisation.objects.filter(pk=row.organisation_id or 0)
            needs |= Need.objects.filter(pk=row.need_id or 0)
        self._rows("organisation", organisations, _("At which partner"))
        self._rows("person", case.persons.all(), _("For whom"))
        self._rows("need", needs, _("Which need it answers"))
        self.fields["companion"] = Colleague(
            actor, label=_("Who goes along"), required=False, empty_label=_("Nobody")
        )
        self.order_fields(
            ["what", "starts_at", "place_text", "organisation", "person", "companion", "reminder"]
        )

    def _rows(self, name: str, rows: Any, word: Any) -> None:
        self.fields[name] = Unnamed(rows, label=word, required=False, empty_label=_("None"))

    def said(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "version")}


def shown(row: Appointment) -> dict[str, Any]:
    """An appointment as its form shows it."""
    return {
        "what": row.what,
        "starts_at": row.starts_at,
        "place_text": row.place_text,
        "reminder": row.reminder,
        "organisation": row.organisation_id,
        "person": row.person_id,
        "need": row.need_id,
        "companion": row.companion_id,
        "version": row.version,
    }


class CameForm(forms.Form):
    """They came; the accompaniment counts if somebody says so."""

    words = few_words(_("What came out of it"))
    counts_as = forms.ChoiceField(
        label=_("Count it as an intervention"),
        help_text=_("Leave it empty if somebody else counts this help."),
        required=False,
    )

    def __init__(self, row: Appointment, data: Any = None) -> None:
        super().__init__(data, initial={"counts_as": row.need.service if row.need else ""})
        codes: Any = self.fields["counts_as"]
        codes.choices = [
            ("", _("Not counted")),
            *(
                (
                    label(pole),
                    [(item.code, label(item)) for item in interventions() if item["pole"] == pole.code],
                )
                for pole in poles()
            ),
        ]


class CallForm(forms.Form):
    """A call that was made to recall an appointment."""

    reached = forms.ChoiceField(
        label=_("Did they answer?"),
        choices=[("yes", _("Reached: they know")), ("no", _("Nobody answered"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    words = few_words(_("What was said"))


class WhyForm(forms.Form):
    """They did not come, or it is cancelled: why."""

    words = few_words(_("Why"), autofocus=True)
