"""What the two forms of exceptional access ask."""

from secrets import token_hex
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jaras.governance.roles import glass_policy

HOURS = (1, 2, 4, 8, 12)


class AskForm(forms.Form):
    """One exact thing, a reason, some hours; the action says what is wrong with them."""

    reference = forms.CharField(
        label=_("Reference of the file"),
        help_text=_("Eight signs, on its card."),
        widget=forms.TextInput(
            attrs={
                "autofocus": True,
                "autocomplete": "off",
                "dir": "ltr",
                "placeholder": "····-····",
                "size": 12,
            }
        ),
        max_length=40,
        required=False,
    )
    telephone = forms.CharField(
        label=_("or the exact telephone"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "dir": "ltr"}),
        max_length=40,
        required=False,
    )
    name = forms.CharField(
        label=_("or the full name"),
        help_text=_("As it is written in the file, in either script."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        max_length=160,
        required=False,
    )
    born_in = forms.IntegerField(
        label=_("with the year of birth"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "size": 6}
        ),
        min_value=1890,
        max_value=2100,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why this cannot wait"),
        help_text=_("A sentence without any name: the head and the officer read it at once, by e-mail too."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=2000,
    )
    hours = forms.TypedChoiceField(label=_("For how long"), widget=forms.RadioSelect, coerce=int)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data: Any = None) -> None:
        policy = glass_policy()
        super().__init__(data, initial={"hours": policy.hours, "key": token_hex(16)})
        offered = sorted(
            {hours for hours in (*HOURS, policy.hours, policy.longest) if hours <= policy.longest}
        )
        choices = [(hours, ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}) for hours in offered]
        self.fields["hours"].choices = choices  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    justified = forms.TypedChoiceField(
        label=_("Was it justified?"),
        choices=[("yes", _("Justified")), ("no", _("Not justified"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    words = forms.CharField(
        label=_("What you found"),
        help_text=_("A sentence without any name; whoever broke the glass reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=2000,
    )
