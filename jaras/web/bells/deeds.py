"""What one may do with a bell, each with its form, from what was typed to what the action takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.bells import actions
from jaras.bells.actions import Ask
from jaras.bells.lists import blockers
from jaras.bells.models import HOW, SPOT, WHAT, WORDS, Bell
from jaras.governance.models import Member
from jaras.kernel.actor import Actor
from jaras.partners.models import Organisation
from jaras.web.bells.form import DayField, one_of, placed
from jaras.web.shell.templating import label


class Deed(forms.Form):
    """A form of the page of a bell; `version` is of the row its reader saw."""

    def __init__(
        self, actor: Actor, bell: Bell, data: Any = None, files: Any = None, *, at: datetime
    ) -> None:
        super().__init__(data, files, auto_id=f"{type(self).__name__.lower()}_%s")
        self.actor, self.bell, self.at = actor, bell, at
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.at = at

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class Why(Deed):
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


class Named(Deed):
    """Somebody whose name is typed."""

    of: Sequence[str] = ()

    def named(self, name: str) -> Member | None:
        typed = self.cleaned_data[name]
        return one_of(colleagues(self.actor), typed) if typed else None


class WhoForm(Named):
    who = forms.CharField(
        label=gettext_lazy("Who is asked"),
        widget=forms.TextInput(attrs={"list": "bell-colleagues", "dir": "auto"}),
    )

    def clean_who(self) -> Member | None:
        return self.named("who")


class OfferForm(Named):
    to = forms.CharField(
        label=gettext_lazy("Who would go on with it"),
        widget=forms.TextInput(attrs={"list": "bell-colleagues", "dir": "auto"}),
    )

    def clean_to(self) -> Member | None:
        return self.named("to")


class BlockForm(Named):
    blocker = forms.ChoiceField(label=gettext_lazy("What stands in the way"), widget=forms.RadioSelect)
    unblocks = forms.CharField(
        label=gettext_lazy("What would unblock it"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    asked = forms.CharField(
        label=gettext_lazy("Who is asked for that"),
        required=False,
        widget=forms.TextInput(attrs={"list": "bell-colleagues", "dir": "auto"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        blocker: Any = self.fields["blocker"]
        blocker.choices = [(item.code, label(item)) for item in blockers()]

    def clean_asked(self) -> Member | None:
        return self.named("asked")


class FinishForm(Deed):
    evidence = forms.CharField(
        label=gettext_lazy("How one sees that it is done"),
        required=False,
        max_length=HOW,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    file = forms.FileField(label=gettext_lazy("A proof: photograph, recording, PDF"), required=False)

    def said(self) -> dict[str, Any]:
        sent = self.cleaned_data["file"]
        read = {"content": sent.read(), "name": sent.name} if sent else {}
        return {"evidence": self.cleaned_data["evidence"], **read}


class PostponeForm(Why):
    due_at = DayField(
        label=gettext_lazy("The new day"),
        help_text=gettext_lazy("Tomorrow, Friday, 2 Dec 10:00; the first day stays in its history."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    field_order = ("due_at", "reason")


class AmendForm(Deed):
    how = forms.CharField(
        label=gettext_lazy("How: means, steps"),
        required=False,
        max_length=HOW,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    place = forms.CharField(
        label=gettext_lazy("Where it is done"),
        required=False,
        max_length=SPOT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    review_at = DayField(
        label=gettext_lazy("Look at it again on"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, actor: Actor, bell: Bell, *args: Any, **options: Any) -> None:
        super().__init__(actor, bell, *args, **options)
        spot = bell.site or bell.commune
        self.initial = {
            "how": bell.how,
            "place": spot.name if spot else bell.place_text,
            "review_at": f"{timezone.localtime(bell.review_at):%d/%m/%Y %H:%M}" if bell.review_at else "",
        }

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"how": said["how"], "review_at": said["review_at"], **placed(said["place"], self.actor)}


class HelpForm(Deed):
    whom = forms.CharField(
        label=gettext_lazy("Colleague or partner"),
        widget=forms.TextInput(attrs={"list": "bell-helpers", "dir": "auto"}),
    )
    part = forms.CharField(
        label=gettext_lazy("What they would do"),
        required=False,
        max_length=WHAT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address, if not the usual one"),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )

    def clean_whom(self) -> Member | Organisation:
        rows: list[Member | Organisation] = [*colleagues(self.actor), *organisations(self.actor)]
        return one_of(rows, self.cleaned_data["whom"])

    def said(self) -> dict[str, Any]:
        whom, part = self.cleaned_data["whom"], self.cleaned_data["part"]
        if isinstance(whom, Member):
            return {"asked": Ask(member=whom, part=part)}
        return {"asked": Ask(organisation=whom, email=self.cleaned_data["email"], part=part)}


@dataclass(frozen=True)
class Do:
    """One thing to do: its words, its form, its action."""

    word: str | Promise
    sign: str
    form: type[Deed]
    action: Callable[..., object]
    done: str | Promise
    one_press: bool = False  # no words are asked


DEEDS: dict[str, Do] = {
    "take": Do(
        gettext_lazy("Take it over"),
        "check",
        Deed,
        actions.take,
        gettext_lazy("It hangs on you from now on."),
        one_press=True,
    ),
    "refuse_offer": Do(
        gettext_lazy("Not me"), "cross", Why, actions.refuse_offer, gettext_lazy("It stays where it hangs.")
    ),
    "accept": Do(
        gettext_lazy("I take it on"),
        "check",
        Deed,
        actions.accept,
        gettext_lazy("It hangs on you."),
        one_press=True,
    ),
    "decline": Do(
        gettext_lazy("I cannot"),
        "cross",
        Why,
        actions.decline,
        gettext_lazy("Whoever asked is told on their day."),
    ),
    "ask": Do(
        gettext_lazy("Ask somebody else"),
        "person",
        WhoForm,
        actions.ask,
        gettext_lazy("They find it on their day."),
    ),
    "finish": Do(
        gettext_lazy("It is done"), "check", FinishForm, actions.finish, gettext_lazy("A promise is kept.")
    ),
    "start": Do(
        pgettext_lazy("bell", "I begin"),
        "arrow",
        Deed,
        actions.start,
        gettext_lazy("It is under way."),
        one_press=True,
    ),
    "block": Do(
        gettext_lazy("It is blocked"),
        "alert",
        BlockForm,
        actions.block,
        gettext_lazy("What blocks it is written."),
    ),
    "postpone": Do(
        gettext_lazy("Another day"),
        "calendar",
        PostponeForm,
        actions.postpone,
        gettext_lazy("The new day is written."),
    ),
    "offer": Do(
        gettext_lazy("Hand it over"),
        "people",
        OfferForm,
        actions.offer,
        gettext_lazy("They are asked; until they take it, it stays with you."),
    ),
    "ask_help": Do(
        gettext_lazy("Ask for help"), "help", HelpForm, actions.ask_help, gettext_lazy("They are asked.")
    ),
    "amend": Do(gettext_lazy("Amend"), "edit", AmendForm, actions.amend, gettext_lazy("It is amended.")),
    "reopen": Do(
        gettext_lazy("It was not done"), "undo", Why, actions.reopen, gettext_lazy("It hangs again.")
    ),
    "drop": Do(
        gettext_lazy("Not needed any more"), "cross", Why, actions.drop, gettext_lazy("It hangs no more.")
    ),
}
# What one does first, in this order: the one main button of the page.
FIRST = ("take", "accept", "finish", "ask")


def colleagues(actor: Actor) -> list[Member]:
    return list(Member.objects.visible_to(actor).active().select_related("organisation")[:400])


def organisations(actor: Actor) -> list[Organisation]:
    return list(Organisation.objects.visible_to(actor).active()[:400])
