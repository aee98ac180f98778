"""What the forms of rounds ask."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor
from jaras.rounds.lists import ways
from jaras.rounds.models import SPOT, Round
from jaras.rounds.rules import RoundsVerb, at_hour
from jaras.territory.models import Place


def colleagues(actor: Actor) -> dict[str, Member]:
    """Those who may go on a round."""
    rows = Member.objects.visible_to(actor).active()
    return {str(each.pk): each for each in rows if actor_of(each).can(RoundsVerb.WORK)}


class RoundForm(forms.Form):
    starts_at = forms.DateTimeField(
        label=_("When it leaves"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Until the watch changes in the morning it counts for the day of the evening."),
    )
    way = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    leader = forms.ChoiceField(label=_("Who leads"))
    team = forms.MultipleChoiceField(
        label=_("Who goes along"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.members = colleagues(actor)
        fields: Any = self.fields
        fields["way"].choices = [(item.code, item.name(get_language() or "fr")) for item in ways()]
        named = [(key, each.called) for key, each in self.members.items()]
        fields["leader"].choices = [("", "—"), *named]
        fields["team"].choices = named


class StopForm(forms.Form):
    place = forms.ChoiceField(label=_("Place of the territory"), required=False)
    place_text = forms.CharField(
        label=_("Or where, in words"),
        required=False,
        max_length=SPOT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    hour = forms.TimeField(
        label=_("At what hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        rows = Place.objects.visible_to(actor).active().select_related("commune").defer("commune__boundary")
        self.places = {str(each.pk): each for each in rows}
        place: Any = self.fields["place"]
        named = [(key, f"{each.name} · {each.commune.name}") for key, each in self.places.items()]
        place.choices = [("", "—"), *named]

    def said(self, of: Round) -> dict[str, Any]:
        """What the action takes: of hours after midnight the day is the next one."""
        hour, chosen = self.cleaned_data["hour"], self.cleaned_data["place"]
        planned: datetime | None = at_hour(timezone.localtime(of.starts_at), hour) if hour else None
        return {
            "place": self.places.get(chosen),
            "place_text": self.cleaned_data["place_text"],
            "planned_at": planned,
        }
