"""What the forms of an intervention ask."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jaras.care.lists import given_again, interventions, not_done_reasons, sheltering
from jaras.care.models import Intervention, Need
from jaras.care.rules import WAITED_FOR, InterventionState
from jaras.cases.models import Case
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.partners.lists import poles, services
from jaras.partners.models import Organisation
from jaras.territory import queries as territory
from jaras.web.cases.forms import Moment, Once
from jaras.web.cases.words import persons_of
from jaras.web.shell.templating import label

STATES = [
    (InterventionState.DONE, pgettext_lazy("intervention", "It was done")),
    (InterventionState.PLANNED, pgettext_lazy("intervention", "It is planned")),
    (InterventionState.NOT_DONE, pgettext_lazy("intervention", "It was not done")),
]
FEW = ("state", "code", "moment", "reason", "note")  # what stands open; the rest folds


MEETS = [("yes", _("Yes")), ("no", _("Not yet, more is to come"))]


class Meets(forms.ChoiceField):
    """Whether the need is met by this help; nothing said: as is usual for it."""

    def __init__(self, **said: Any) -> None:
        super().__init__(
            label=_("Is the need met?"), choices=MEETS, widget=forms.RadioSelect, required=False, **said
        )

    def clean(self, value: Any) -> bool | None:
        """Yes, no, or nothing said."""
        return {"yes": True, "no": False}.get(super().clean(value))


def few_words(word: Any, **attrs: Any) -> forms.CharField:
    """A field for a sentence or two, in either script."""
    widget = forms.Textarea(attrs={"rows": 2, "dir": "auto", **attrs})
    return forms.CharField(label=word, widget=widget, required=False)


class Unnamed(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Rows that are called by more than one word."""

    def label_from_instance(self, obj: Any) -> str:
        return str(label(services()[obj.service])) if isinstance(obj, Need) else str(obj.name)


class AboutHelp(forms.Form):
    """The facts of one intervention that may be written, then corrected."""

    code = forms.ChoiceField(label=_("What help"))
    moment = Moment(label=_("When"), help_text=_("Empty: now."), required=False)
    reason = forms.ChoiceField(label=_("If not done, why"), widget=forms.RadioSelect, required=False)
    note = few_words(_("In a few words"))
    place_text = forms.CharField(label=_("Where"), required=False)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    nights = forms.IntegerField(
        label=_("Nights"), help_text=_("For a shelter only."), min_value=0, required=False
    )
    cost = forms.DecimalField(label=_("Cost in dirhams"), required=False, decimal_places=2, max_digits=14)

    def __init__(self, of: Case | Report, actor: Actor, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self._choices("code", [("", _("Choose")), *_codes()])
        self._choices("reason", [("", _("Done, or planned")), *_named(not_done_reasons())])
        self._choices(
            "commune", [("", _("Unknown")), *((row.code, row.name) for row in territory.communes())]
        )
        self._rows("organisation", Organisation.objects.visible_to(actor).active(), _("With which partner"))
        persons = [person.pk for person in (persons_of(of) if isinstance(of, Case) else of.persons.all())]
        self._rows("person", of.persons.filter(pk__in=persons), _("For whom"))
        if len(persons) == 1:
            self.fields["person"].initial = persons[0]
        if isinstance(of, Case):
            needs = Need.objects.filter(case=of, state__in=WAITED_FOR)
            self._rows("need", needs, _("Which need it answers"))
            self.fields["meets"] = Meets(
                help_text=_(
                    "If nothing is said: yes, but for a night, a meal, what is given again and again."
                )
            )

    def _choices(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def _rows(self, name: str, rows: Any, word: Any) -> None:
        self.fields[name] = Unnamed(rows, label=word, required=False, empty_label=_("None"))

    @property
    def few(self) -> Iterable[Any]:
        return [self[name] for name in FEW if name in self.fields]

    @property
    def rest(self) -> Iterable[Any]:
        return [bound for bound in self.visible_fields() if bound.name not in FEW]

    @property
    def rest_open(self) -> bool:
        """What folds stands open where something in it is wrong, or said already."""
        return any(bound.errors or (bound.name in self.initial and bound.value()) for bound in self.rest)

    def said(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "version")}
        told["commune"] = territory.commune_of_code(told["commune"])
        told["nights"] = told["nights"] or 0
        told["meets"] = told.get("meets")
        return told


class HelpForm(AboutHelp, Once):
    """A help that is written down: done, planned, or not done."""

    state = forms.ChoiceField(
        label=_("Was it done?"), choices=STATES, widget=forms.RadioSelect, initial=InterventionState.DONE
    )
    field_order = ("state", "code", "moment", "reason", "note")


class AmendHelpForm(AboutHelp):
    """A help whose facts are corrected; its state moves by its own steps."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, row: Intervention, of: Case | Report, actor: Actor, data: Any = None) -> None:
        super().__init__(of, actor, data, shown(row))
        if row.state != InterventionState.NOT_DONE:
            del self.fields["reason"]
        if row.need is not None:
            self.fields.pop("meets", None)  # a need that was named has its own steps
        for name, kept in (("organisation", row.organisation), ("need", row.need), ("person", row.person)):
            field: Any = self.fields.get(name)
            if kept is not None and field is not None:  # retired since, or settled: still what is written
                field.queryset = (field.queryset | type(kept)._default_manager.filter(pk=kept.pk)).distinct()
        commune: Any = self.fields["commune"]
        if row.commune and row.commune.pk not in dict(commune.choices):
            commune.choices = [*commune.choices, (row.commune.pk, row.commune.name)]


def shown(row: Intervention) -> dict[str, Any]:
    """An intervention as its form shows it."""
    return {
        "code": row.code,
        "moment": row.at,
        "reason": row.reason,
        "note": row.note,
        "place_text": row.place_text,
        "commune": row.commune_id or "",
        "nights": row.nights or None,
        "cost": row.cost,
        "organisation": row.organisation_id,
        "person": row.person_id,
        "need": row.need_id,
        "version": row.version,
    }


class DoneForm(forms.Form):
    """What was planned is done."""

    moment = Moment(label=_("When"), help_text=_("Empty: now."), required=False)
    nights = forms.IntegerField(label=_("Nights"), min_value=0, required=False)
    cost = forms.DecimalField(label=_("Cost in dirhams"), required=False, decimal_places=2, max_digits=14)
    note = few_words(_("In a few words"))

    def __init__(self, row: Intervention, data: Any = None) -> None:
        super().__init__(data, initial={"nights": row.nights or None, "cost": row.cost})
        if row.code not in sheltering():
            del self.fields["nights"]
        if row.need is not None and row.need.state in WAITED_FOR:
            self.fields["meets"] = Meets(initial="no" if row.code in given_again() else "yes")


class NotDoneForm(forms.Form):
    """What was planned was not done: a reason of the list, words if there are any."""

    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect, required=False)
    note = few_words(_("In a few words"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        reason: Any = self.fields["reason"]
        reason.choices = _named(not_done_reasons())


class CancelForm(forms.Form):
    """What was planned will not take place."""

    note = few_words(_("Why"), autofocus=True)


def _named(items: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(item.code, label(item)) for item in items]


def _codes() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Every help under its pole."""
    return [
        (label(pole), _named(item for item in interventions() if item["pole"] == pole.code))
        for pole in poles()
    ]
