"""What the forms of committees ask."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jaras.committees import queries
from jaras.committees.models import DECISION, QUESTION, SUMMARY, WORDS, Session
from jaras.governance.actions import SeatSaid
from jaras.governance.models import Committee, Seat
from jaras.governance.models.committees import FUNCTION, NAME
from jaras.governance.roles import committee_kinds, compartments, management_roles
from jaras.governance.rules.ballots import Method
from jaras.kernel.actor import Actor
from jaras.kernel.coded import CodedList, Item
from jaras.partners.lists import poles
from jaras.partners.models import Organisation
from jaras.people.lists import target_groups
from jaras.web.committees.words import METHODS, reasons
from jaras.web.shell import moments
from jaras.web.shell.day import end_of


def named(items: CodedList) -> list[tuple[str, str]]:
    return [(item.code, item.name(get_language() or "fr")) for item in items]


def line(label: Any, *, limit: int = NAME, help_text: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(
        label=label, max_length=limit, help_text=help_text, required=required, widget=widget
    )


def words(label: Any, *, limit: int, rows: int = 3, help_text: Any = "") -> forms.CharField:
    """A long text; its length is refused by the action, so that nothing typed is cut."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": limit})
    return forms.CharField(label=label, help_text=help_text, widget=widget)


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=required, help_text=help_text)


class FoundForm(forms.Form):
    """A committee begins with the usual seats of its kind, ticked or not."""

    name_fr = line(_("Name in French"))
    name_ar = line(_("Name in Arabic"))
    compartment = forms.ChoiceField(
        label=_("Which sealed files it is for"), required=False, help_text=_("None: ordinary files alone.")
    )
    quorum = forms.IntegerField(label=_("How many institutions must be there"), min_value=1, max_value=60)
    seats = forms.MultipleChoiceField(
        label=_("Institutions that sit"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, kind: Item, data: Any = None) -> None:
        self.kind = kind
        self.usual = {str(said["code"]): said for said in kind["seats"]}
        start = {"name_fr": kind.name_fr, "name_ar": kind.name_ar, "compartment": kind["compartment"]}
        super().__init__(data, initial=start | {"quorum": kind["quorum"], "seats": list(self.usual)})
        fields: Any = self.fields
        fields["compartment"].choices = [("", "—"), *named(compartments())]
        script = "name_ar" if (get_language() or "").startswith("ar") else "name_fr"
        fields["seats"].choices = [(code, said[script]) for code, said in self.usual.items()]

    def said(self) -> dict[str, Any]:
        kept = self.cleaned_data["seats"]
        seats = [_seat_said(said) for code, said in self.usual.items() if code in kept]
        return self.cleaned_data | {"kind": self.kind.code, "seats": seats}


def _seat_said(said: dict[str, Any]) -> SeatSaid:
    return SeatSaid(
        institution_fr=said["name_fr"],
        institution_ar=said["name_ar"],
        chair=said.get("chair", False),
        secretariat=said.get("secretariat", False),
        poles=said.get("poles", []),
        publics=said.get("publics", []),
    )


class CommitteeForm(forms.Form):
    name_fr = line(_("Name in French"))
    name_ar = line(_("Name in Arabic"))
    quorum = forms.IntegerField(label=_("How many institutions must be there"), min_value=1, max_value=60)


class SeatForm(forms.Form):
    institution_fr = line(_("Institution, in French"))
    institution_ar = line(_("Institution, in Arabic"), required=False)
    organisation = forms.ChoiceField(
        label=_("In the directory"),
        required=False,
        help_text=_("What it undertakes can then be entrusted to it."),
    )
    chair = forms.BooleanField(label=_("It chairs the committee"), required=False)
    secretariat = forms.BooleanField(label=_("It keeps the secretariat"), required=False)
    poles = forms.MultipleChoiceField(
        label=_("Proposed for files of the poles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    publics = forms.MultipleChoiceField(
        label=_("Proposed for files about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, seat: Seat | None = None, data: Any = None) -> None:
        names = ("institution_fr", "institution_ar", "chair", "secretariat", "poles", "publics")
        start = {name: getattr(seat, name) for name in names} if seat else {}
        super().__init__(
            data, initial=start | {"organisation": str(seat.organisation_id or "") if seat else ""}
        )
        self.organisations = {str(each.pk): each for each in Organisation.objects.order_by("name_fr", "pk")}
        fields: Any = self.fields
        fields["organisation"].choices = [
            ("", "—"),
            *((key, each.name) for key, each in self.organisations.items()),
        ]
        fields["poles"].choices, fields["publics"].choices = named(poles()), named(target_groups())

    def said(self) -> SeatSaid:
        said = self.cleaned_data
        return SeatSaid(**said | {"organisation": self.organisations.get(said["organisation"])})


class MandateForm(forms.Form):
    member = forms.ChoiceField(label=_("Who sits"))
    function = line(_("In which function"), limit=FUNCTION, required=False)
    titular = forms.ChoiceField(
        label=_("As"),
        choices=[("yes", _("Titular")), ("no", _("Alternate"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    since = day(_("From the day"))
    until = day(_("To the day"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})
        self.members = {str(each.pk): each for each in queries.sitters(actor)}
        fields: Any = self.fields
        fields["member"].choices = [("", "—"), *((key, each.called) for key, each in self.members.items())]

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return said | {"member": self.members[said["member"]], "titular": said["titular"] == "yes"}


class PlanForm(forms.Form):
    starts_at = forms.DateTimeField(
        label=_("When it sits"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class TellForm(forms.Form):
    """What the committee reads of a file: written for it, copied from nowhere."""

    summary = words(
        _("What the committee must know, no more"),
        limit=SUMMARY,
        rows=6,
        help_text=_(
            "Without a name, a number, an address: those who are invited read this, never the file. "
            "They read it for the session alone."
        ),
    )
    question = words(_("What is asked of the committee"), limit=QUESTION, rows=2)
    meant = forms.BooleanField(label=_("Send it as it is: this must be known"), required=False)


class ConveneForm(TellForm):
    when = forms.ChoiceField(label=_("When"), widget=forms.RadioSelect, initial="now")
    seats = forms.MultipleChoiceField(
        label=_("Who is needed"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The fewest that can act. The others are told nothing."),
    )

    def __init__(self, proposal: queries.Proposal, sessions: Iterable[Session], data: Any = None) -> None:
        self.proposal = proposal
        self.sessions = {str(each.pk): each for each in sessions}
        self.invitable = {str(seat.pk): seat for seat in proposal.committee.seats.living()}
        super().__init__(data, initial={"seats": [str(pk) for pk in proposal.seats]})
        fields: Any = self.fields
        fields["when"].choices = [("now", _("At once")), *map(_planned, self.sessions.values())]
        fields["seats"].choices = [(key, self._line(seat)) for key, seat in self.invitable.items()]
        if not self.sessions:
            fields["when"].widget = forms.HiddenInput()
        self.order_fields(["when", "summary", "question", "meant", "seats"])

    def _line(self, seat: Seat) -> str:
        why = reasons(list(self.proposal.seats.get(seat.pk, [])))
        return f"{seat.called} ({', '.join(map(str, why))})" if why else seat.called

    def invited(self) -> dict[Seat, list[str]]:
        chosen = [self.invitable[key] for key in self.cleaned_data["seats"]]
        return {seat: [str(code) for code in self.proposal.seats.get(seat.pk, [])] for seat in chosen}


def _planned(session: Session) -> tuple[str, str]:
    moment = moments.exact(session.starts_at)
    return str(session.pk), str(_("In the session of %(moment)s") % {"moment": moment})


class VoteForm(forms.Form):
    question = words(_("What is put to the vote"), limit=QUESTION, rows=2)
    method = forms.ChoiceField(
        label=_("How it is decided"),
        choices=list(METHODS.items()),
        widget=forms.RadioSelect,
        initial=Method.CONSENT.value,
    )
    secret = forms.BooleanField(label=_("Secret: nobody knows who voted what"), required=False)


class DecideForm(forms.Form):
    words = words(_("What was decided"), limit=DECISION)


class UndertakeForm(forms.Form):
    seat = forms.ChoiceField(label=_("Which institution"))
    what = line(_("What it will do"), limit=WORDS)
    due_on = day(_("By which day"))
    role = forms.ChoiceField(label=_("In which role"))

    def __init__(self, seats: Iterable[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, initial={"due_on": timezone.localdate(), "role": "PIVOT"})
        fields: Any = self.fields
        fields["seat"].choices = list(seats)
        fields["role"].choices = named(management_roles())
        if len(fields["seat"].choices) == 1:
            fields["seat"].initial = fields["seat"].choices[0][0]
            fields["seat"].widget = forms.HiddenInput()

    def due_at(self) -> datetime:
        on: date = self.cleaned_data["due_on"]
        return end_of(on)


def kind_of(committee: Committee) -> Item | None:
    return committee_kinds().get(committee.kind)
