"""The question on which ground a partner is told of somebody."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jaras.care.actions import Said
from jaras.care.lists import sharing_grounds
from jaras.care.queries import Agreement, agreement
from jaras.care.rules.referrals import CONSENT
from jaras.people.models import Person
from jaras.privacy.lists import askers, consent_purposes, consent_ways
from jaras.privacy.rules import SHARE, ConsentState
from jaras.web.shell import moments
from jaras.web.shell.templating import label, told

BETWEEN = ":"  # consent:spoken, a yes heard just now


class Answer(forms.ChoiceField):
    """One of the answers offered when the page was read: the action says which of them still hold."""

    def validate(self, value: Any) -> None:
        return


class GroundForm(forms.Form):
    """One question: a yes from before answers it, else a yes heard now, else another ground."""

    basis = Answer(
        label=gettext_lazy("Does the person agree that this partner is told?"),
        required=False,
        widget=forms.RadioSelect,
    )
    agreed_by = forms.ChoiceField(
        label=gettext_lazy("Who says yes for a child"), required=False, widget=forms.RadioSelect
    )
    basis_reason = forms.CharField(
        label=gettext_lazy("Without their agreement: why"),
        help_text=gettext_lazy("What endangers them, which law, which order. The partner does not read it."),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, persons: Sequence[Person], at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = agreement(persons)
        today = timezone.localtime(at).date()
        if not any(person.is_child(today) for person in self.known.unasked) or self.known.against:
            del self.fields["agreed_by"]
        else:
            _choices(
                self, "agreed_by", [(each.code, label(each)) for each in askers() if each.code != "person"]
            )
        if not persons:
            del self.fields["basis"], self.fields["basis_reason"]
            return
        self.fields["basis"].help_text = _asked()
        _choices(self, "basis", list(_answers(self.known)))
        if self.known.complete:
            self.initial["basis"] = CONSENT

    @property
    def refusals(self) -> list[str]:
        """Who said no, who took their yes back, when."""
        words = {
            ConsentState.REFUSED: _("%(name)s said no on %(day)s"),
            ConsentState.WITHDRAWN: _("%(name)s took their yes back on %(day)s"),
        }
        return [
            words[ConsentState(line.state)] % {"name": line.person.name, "day": moments.day(line.at)}
            for line in self.known.against
        ]


def said(answers: Mapping[str, Any]) -> Said:
    """What the form says, for the action; nothing chosen is no ground."""
    basis, _colon, agreed = answers.get("basis", "").partition(BETWEEN)
    return Said(basis, agreed, answers.get("agreed_by") or "person", reason=answers.get("basis_reason", ""))


def _answers(known: Agreement) -> Iterator[tuple[str, str]]:
    if known.complete:
        day = moments.day(max(line.at for line in known.given))
        yield CONSENT, _("Yes, they said so on %(day)s") % {"day": day}
    elif not known.against:
        for way in consent_ways():
            if way.more.get("hand"):
                yield f"{CONSENT}{BETWEEN}{way.code}", _("Yes, now: %(way)s") % {"way": label(way)}
    for item in sharing_grounds():
        if item.code != CONSENT:
            yield item.code, _("Not asked: %(ground)s") % {"ground": label(item)}


def _asked() -> str:
    return told(consent_purposes()[SHARE], "asks")


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field: forms.ChoiceField = form.fields[name]  # type: ignore[assignment]
    field.choices = choices
