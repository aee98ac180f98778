"""What is asked to entrust a need, to follow it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jaras.care import queries
from jaras.care.actions import OF_EACH, Asked
from jaras.care.lists import decline_reasons, shared_fields, sheltering
from jaras.care.models import Need, Referral
from jaras.care.rules import Door
from jaras.care.rules.referrals import door_for
from jaras.partners.models import Service
from jaras.people.models import Person
from jaras.people.rules import Sex
from jaras.web.cases.forms import Moment, Once
from jaras.web.referrals.ground import GroundForm
from jaras.web.shell.templating import label


class SendForm(GroundForm, Once):
    """What leaves: to each partner its own letter, to all of them what is shared, in the same words."""

    shared = forms.MultipleChoiceField(
        label=gettext_lazy("What the partner reads"),
        help_text=gettext_lazy("On their own page only; the e-mail names nobody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    message = forms.CharField(
        label=gettext_lazy("A word for the partner"),
        help_text=gettext_lazy("What helps them decide; no name is needed."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(
        self,
        need: Need,
        services: Sequence[Service],
        person: Person | None,
        data: Any = None,
        *,
        at: datetime,
        in_parts: bool,
    ) -> None:
        """`in_parts`: others are asked too, each may be asked a part."""
        values = dict(shareable(need, person, at))
        careful = door_for(need.case.level) != Door.LINK
        ticked = [
            item.code
            for item in shared_fields()
            if item.code in values
            and (item["ticked"] == "always" or (item["ticked"] == "ordinary" and not careful))
        ]
        super().__init__(data, persons=queries.concerned(need), at=at, initial={"shared": ticked})
        self.own: dict[int, str] = {row.pk: f"_{row.pk}" if len(services) > 1 else "" for row in services}
        until = at + queries.usual_terms(need).expire_after
        for service in services:
            self._ask_of(service, until, in_parts=in_parts)
        own = [name for each in self.own.values() for name in (f"email{each}", f"expires_at{each}")]
        self.order_fields([*own, "shared", "basis", "agreed_by", "basis_reason", "message"])
        shared: forms.MultipleChoiceField = self.fields["shared"]  # type: ignore[assignment]
        shared.choices = [
            (item.code, _("%(what)s: %(said)s") % {"what": label(item), "said": values[item.code]})
            for item in shared_fields()
            if item.code in values
        ]

    def _ask_of(self, service: Service, until: datetime, *, in_parts: bool) -> None:
        suffix = self.own[service.pk]
        self.fields[f"email{suffix}"] = forms.CharField(
            label=_("E-mail address of the partner"),
            required=False,
            widget=forms.EmailInput(attrs={"dir": "ltr"}),
            initial=service.reached_at,
        )
        self.fields[f"expires_at{suffix}"] = Moment(label=_("Answer before"), required=False, initial=until)
        if in_parts:
            self.fields[f"part{suffix}"] = forms.CharField(
                label=_("Their part"),
                help_text=_("Empty: all of it. The first who takes all of it has it, the others are told."),
                required=False,
                widget=forms.TextInput(attrs={"dir": "auto"}),
            )

    def of(self, service: Service) -> list[BoundField]:
        """What is asked for this partner alone."""
        return [self[name] for name in self._names(service) if name in self.fields]

    @property
    def common(self) -> list[BoundField]:
        """What is asked once for all of them."""
        own = {f"{what}{suffix}" for suffix in self.own.values() for what in OF_EACH}
        return [bound for bound in self if bound.name not in own]

    def asked(self, services: Sequence[Service]) -> list[Asked]:
        """Each partner with what was typed for it."""
        found = []
        for service in services:
            email, until, part = (self.cleaned_data.get(name) for name in self._names(service))
            found.append(Asked(service, email or "", until, part or ""))
        return found

    def _names(self, service: Service) -> list[str]:
        return [f"{what}{self.own[service.pk]}" for what in OF_EACH]


def shareable(need: Need, person: Person | None, at: datetime) -> list[tuple[str, str]]:
    """What there is to share, as the partner would read it."""
    every = list(shared_fields().codes())
    on = timezone.localtime(at).date()
    known = queries.shared(case=need.case, person=person, words=need.words, codes=every, on=on)
    age = str(known.age.years) if known.age else ""
    sex = {Sex.FEMALE.value: _("Woman"), Sex.MALE.value: _("Man")}.get(known.sex, "")
    said = {code: str(getattr(known, code)) for code in every} | {"age": age, "sex": sex}
    return [(code, value) for code, value in said.items() if value]


class WordsForm(Once):
    words = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "autofocus": True})
    )

    def __init__(self, asked: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"].label = asked


class CompleteForm(WordsForm):
    """What came of a help; of a shelter, how many nights."""

    nights = forms.IntegerField(label=gettext_lazy("Nights"), min_value=0, required=False)

    def __init__(self, referral: Referral, data: Any = None) -> None:
        super().__init__(_("What came of it"), data)
        if referral.need.service not in sheltering():
            del self.fields["nights"]


class DeclineForm(Once):
    reason = forms.ChoiceField(label=gettext_lazy("Why"), required=False, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        reasons: forms.ChoiceField = self.fields["reason"]  # type: ignore[assignment]
        reasons.choices = [(item.code, label(item)) for item in decline_reasons()]


class ResendForm(Once):
    email = forms.CharField(
        label=gettext_lazy("E-mail address of the partner"),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autofocus": True}),
    )
    expires_at = Moment(label=gettext_lazy("Answer before"), required=False)

    def __init__(self, referral: Referral, data: Any = None, *, at: datetime) -> None:
        until = at + queries.usual_terms(referral.need).expire_after
        super().__init__(data, initial={"email": referral.email, "expires_at": until})
        if not referral.waits:
            del self.fields["expires_at"]
