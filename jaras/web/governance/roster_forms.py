"""What the forms of the roster ask."""

from collections.abc import Sequence
from datetime import date
from secrets import token_hex
from typing import Any, Self

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member, Turn
from jaras.governance.models.roster import NOTE
from jaras.governance.queries import next_holders
from jaras.governance.queries.roster import Offer
from jaras.governance.roles import watch_changes
from jaras.governance.rules.roster import AT_ONCE, Span, turns_of_days
from jaras.kernel.actor import Actor
from jaras.web.shell import moments


class Holder(forms.TypedChoiceField):
    """Somebody who may hold the watch, or another duty."""

    def __init__(self, members: Sequence[Member]) -> None:
        by_key = {str(each.pk): each for each in members}
        super().__init__(
            label=_("Who"),
            choices=[("", "—"), *((key, each.called) for key, each in by_key.items())],
            coerce=by_key.__getitem__,
        )


class Note(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("A note"),
            required=False,
            max_length=NOTE,
            widget=forms.TextInput(attrs={"dir": "auto"}),
            help_text=_("What colleagues must know of this turn. No names of persons concerned."),
        )


class PlanForm(forms.Form):
    change = forms.TypedChoiceField(
        label=_("Which hours"),
        widget=forms.RadioSelect,
        coerce=int,
        help_text=_("Hours of today; days of Ramadan have hours of their own."),
    )
    first = forms.DateField(
        label=_("From the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("To the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    key = forms.CharField(
        widget=forms.HiddenInput, max_length=32, required=False, initial=lambda: token_hex(12)
    )

    def __init__(self, actor: Actor, of: str, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["member"] = Holder(next_holders(actor, of))
        self.fields["note"] = Note()
        change: forms.ChoiceField = self.fields["change"]  # type: ignore[assignment]
        change.choices = [(str(place), _hours(turn)) for place, turn in enumerate(_turns_of_today())]
        self.order_fields(["member", "change", "first", "last", "note"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("first"), said.get("last")
        if first and last and not 0 <= (last - first).days < AT_ONCE:
            self.add_error(
                "last",
                _("The last day follows the first: at most %(number)d days at once.") % {"number": AT_ONCE},
            )
        return said

    def hours(self) -> list[Span]:
        said = self.cleaned_data
        return _turns(said["first"], said["last"], said["change"])


def _turns(first: date, last: date, place: int) -> list[Span]:
    zone = timezone.get_default_timezone()
    return turns_of_days(first, last, place, changes=watch_changes, zone=zone)


def _turns_of_today() -> list[Span]:
    today = timezone.localdate()
    return [turn for place in range(len(watch_changes(today))) for turn in _turns(today, today, place)]


def _hours(turn: Span) -> str:
    return f"{turn.starts_at:%H:%M} – {turn.ends_at:%H:%M}"


class TurnForm(forms.Form):
    starts_at = forms.DateTimeField(
        label=_("Begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("Ends"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, actor: Actor, turn: Turn, data: Any = None) -> None:
        said = {"member": str(turn.member_id), "note": turn.note, "version": turn.version}
        hours = {name: timezone.localtime(getattr(turn, name)) for name in ("starts_at", "ends_at")}
        super().__init__(data, initial=said | hours)
        self.turn = turn
        holders = {each.pk: each for each in [turn.member, *next_holders(actor, turn.duty)]}
        self.fields["member"] = Holder(list(holders.values()))
        self.fields["note"] = Note()
        self.order_fields(["member", "starts_at", "ends_at", "note"])

    def anew(self) -> Self:
        """What was typed, against the row as it is now."""
        self.data = {**self.data.dict(), "version": str(self.turn.version)}  # type: ignore[attr-defined]
        return self


class SwapForm(forms.Form):
    of = forms.ChoiceField(label=_("Who holds it instead"))

    def __init__(self, offers: Sequence[Offer], data: Any = None) -> None:
        super().__init__(data)
        self.offers = {_key(offer): offer for offer in offers}
        of: forms.ChoiceField = self.fields["of"]  # type: ignore[assignment]
        of.choices = [("", "—"), *((key, _offered(offer)) for key, offer in self.offers.items())]
        self.fields["note"] = Note()

    def offer(self) -> Offer:
        return self.offers[self.cleaned_data["of"]]


def _key(offer: Offer) -> str:
    return f"{offer.member.pk}-{offer.in_return.pk if offer.in_return else 0}"


def _offered(offer: Offer) -> str:
    if offer.in_return is None:
        return offer.member.called
    turn = offer.in_return
    said = _("%(name)s, against %(day)s, %(hours)s")
    span = f"{moments.clock(turn.starts_at)} – {moments.clock(turn.ends_at)}"
    return str(said) % {"name": offer.member.called, "day": moments.day(turn.starts_at), "hours": span}
