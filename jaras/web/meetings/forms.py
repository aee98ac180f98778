"""What the forms of meetings ask."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models.meetings import SPOT
from jaras.meetings.models.series import NAME
from jaras.meetings.rules import MeetingsVerb
from jaras.partners.models import Site
from jaras.territory import queries as territory
from jaras.web.meetings.wording import weekdays
from jaras.web.shell.templating import label

LOCAL = "%Y-%m-%dT%H:%M"
WHEN = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
RHYTHMS = (
    ("1:0", _("each week")),
    ("2:0", _("every other week")),
    ("4:0", _("every four weeks")),
    ("1:1", _("the first of each month")),
    ("1:2", _("the second of each month")),
    ("1:3", _("the third of each month")),
    ("1:-1", _("the last of each month")),
)


class _Together(forms.Form):
    """What a meeting of its own shares with one that comes round again."""

    kind = forms.ChoiceField(label=_("What kind of meeting"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Its name"),
        max_length=NAME,
        help_text=_("As it stands on a door: nobody’s name."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    minutes = forms.IntegerField(
        label=pgettext_lazy("length", "Minutes"), min_value=5, max_value=600, required=False
    )
    site = forms.ChoiceField(label=_("Place that receives"), required=False)
    quorum = forms.IntegerField(
        label=_("Quorum"), min_value=0, max_value=200, required=False, help_text=_("None: one is enough.")
    )
    facilitator = forms.ChoiceField(label=_("Who leads it"))
    members = forms.MultipleChoiceField(
        label=_("Who is invited"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        rows = Member.objects.visible_to(actor).active()
        people = {str(each.pk): each for each in rows}
        self.people = {key: each for key, each in people.items() if actor_of(each).can(MeetingsVerb.READ)}
        leads = [
            (key, each.called) for key, each in self.people.items() if actor_of(each).can(MeetingsVerb.RUN)
        ]
        self.sites = {str(each.pk): each for each in Site.objects.visible_to(actor).active()}
        fields: Any = self.fields
        fields["kind"].choices = [(item.code, label(item)) for item in meeting_kinds()]
        fields["facilitator"].choices = [("", "—"), *leads]
        fields["members"].choices = [(key, each.called) for key, each in self.people.items()]
        fields["site"].choices = [("", "—"), *((key, each.name) for key, each in self.sites.items())]

    def together(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "name": said["name"],
            "site": self.sites.get(said["site"]),
            "quorum": said["quorum"] or 0,
            "facilitator": self.people[said["facilitator"]],
        }

    @property
    def invited(self) -> list[Member]:
        return [self.people[key] for key in self.cleaned_data["members"]]

    @property
    def length(self) -> int:
        return self.cleaned_data["minutes"] or int(meeting_kinds()[self.cleaned_data["kind"]]["minutes"])


class MeetingForm(_Together):
    starts_at = forms.DateTimeField(label=_("When it begins"), widget=WHEN)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    place_text = forms.CharField(
        label=_("Or where, in words"),
        required=False,
        max_length=SPOT,
        help_text=_("A room, a douar, the shade of a school."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    field_order = ("kind", "name", "starts_at", "minutes", "facilitator", "members")

    def __init__(self, actor: Actor, data: Any = None, **options: Any) -> None:
        super().__init__(actor, data, **options)
        self.communes = {each.pk: each for each in territory.communes()}
        commune: Any = self.fields["commune"]
        commune.choices = [("", "—"), *((code, each.name) for code, each in self.communes.items())]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            self.add_error("longitude", _("A point has both: latitude, longitude."))
        return said

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        typed = self.cleaned_data
        return self.together() | {
            "starts_at": typed["starts_at"],
            "ends_at": typed["starts_at"] + timedelta(minutes=self.length),
            "commune": self.communes.get(typed["commune"]),
            "place_text": typed["place_text"],
            "latitude": typed["latitude"],
            "longitude": typed["longitude"],
        }


class SeriesForm(_Together):
    weekdays = forms.MultipleChoiceField(label=_("On which days"), widget=forms.CheckboxSelectMultiple)
    hour = forms.TimeField(
        label=_("At what hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    how_often = forms.ChoiceField(label=_("At what rhythm"), choices=RHYTHMS)
    first_on = forms.DateField(
        label=_("From which day on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = (
        "kind",
        "name",
        "weekdays",
        "hour",
        "how_often",
        "first_on",
        "minutes",
        "facilitator",
        "members",
    )

    def __init__(self, actor: Actor, data: Any = None, **options: Any) -> None:
        super().__init__(actor, data, **options)
        days: Any = self.fields["weekdays"]
        days.choices = list(enumerate(weekdays()))

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        weeks, _colon, nth = typed["how_often"].partition(":")
        return self.together() | {
            "weekdays": [int(day) for day in typed["weekdays"]],
            "hour": typed["hour"],
            "weeks": int(weeks),
            "nth": int(nth),
            "first_on": typed["first_on"],
            "minutes": self.length,
            "members": self.invited,
        }


class AmendForm(forms.Form):
    """Another hour, another place."""

    starts_at = forms.DateTimeField(label=_("When it begins"), widget=WHEN)
    ends_at = forms.DateTimeField(label=_("When it ends"), widget=WHEN)
    site = forms.ChoiceField(label=_("Place that receives"), required=False)
    place_text = forms.CharField(
        label=_("Or where, in words"),
        required=False,
        max_length=SPOT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, actor: Actor, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.sites = {str(each.pk): each for each in Site.objects.visible_to(actor).active()}
        site: Any = self.fields["site"]
        site.choices = [("", "—"), *((key, each.name) for key, each in self.sites.items())]
