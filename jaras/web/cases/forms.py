"""What the forms of a case ask."""

from datetime import timedelta
from secrets import token_hex
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jaras.cases.lists import stages
from jaras.cases.models import Case
from jaras.cases.rules import Stage
from jaras.governance.models import Member
from jaras.kernel.actor import Actor
from jaras.kernel.versions import seen
from jaras.territory import queries as territory
from jaras.web.cases.words import name_of
from jaras.web.shell.templating import label

LONG_AGO = timedelta(days=3660)
TEXTS, CARD = ("summary", "place_text", "commune_id"), ("next_what", "next_who_id", "next_due_at")


class Moment(forms.DateTimeField):
    """A day with its hour, asked by the browser's own calendar."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the members whom this member may entrust with something."""

    def __init__(self, actor: Actor, **options: Any) -> None:
        super().__init__(Member.objects.visible_to(actor).active(), **options)

    def label_from_instance(self, obj: Member) -> str:
        return name_of(obj)


class Once(forms.Form):
    """A form whose second sending changes nothing."""

    key = forms.CharField(
        widget=forms.HiddenInput, max_length=32, required=False, initial=lambda: token_hex(12)
    )


class NoteForm(Once):
    words = forms.CharField(
        label=_("What happened, what was said"),
        help_text=_("The person's own words between quotation marks."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "autofocus": True}),
        required=False,
    )


class AmendForm(forms.Form):
    summary = forms.CharField(
        label=_("The situation in a few sentences"),
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto", "autofocus": True}),
        required=False,
    )
    place_text = forms.CharField(label=_("Where to find the person"), required=False)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(
            data,
            initial={
                "summary": case.summary,
                "place_text": case.place_text,
                "commune": case.commune_id or "",
                "seen": seen(case, *TEXTS),
            },
        )
        communes: forms.ChoiceField = self.fields["commune"]  # type: ignore[assignment]
        known = [(row.code, row.name) for row in territory.communes()]
        if case.commune and case.commune.pk not in dict(known):
            known.append((case.commune.pk, case.commune.name))
        communes.choices = [("", _("Unknown")), *known]


class NextForm(forms.Form):
    what = forms.CharField(label=_("What"), required=False, widget=forms.TextInput(attrs={"autofocus": True}))
    due_at = Moment(label=_("Before when"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, case: Case, actor: Actor, data: Any = None) -> None:
        super().__init__(
            data,
            initial={
                "what": case.next_what,
                "who": case.next_who_id or actor.member_id,
                "due_at": case.next_due_at,
                "seen": seen(case, *CARD),
            },
        )
        self.fields["who"] = Colleague(actor, label=_("Who"), required=False, empty_label=_("Nobody yet"))
        self.order_fields(["what", "who", "due_at"])


class MoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autofocus": True}),
        required=False,
    )
    review_at = Moment(label=_("Look again on"), required=False)

    def __init__(self, verb: str, data: Any = None) -> None:
        super().__init__(data)
        if verb != "hold":
            del self.fields["review_at"]


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"), widget=forms.RadioSelect)

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(data)
        field: forms.ChoiceField = self.fields["stage"]  # type: ignore[assignment]
        field.choices = [(item.code, label(item)) for item in stages() if item.code != case.stage]

    def chosen(self) -> Stage:
        return Stage(self.cleaned_data["stage"])


class TeamForm(forms.Form):
    referent = forms.BooleanField(label=pgettext_lazy("team", "Is the referent from now on"), required=False)

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        self.fields["member"] = Colleague(actor, label=_("Who"))
        self.order_fields(["member", "referent"])


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=_("A picture, a recording or a PDF"),
        help_text=_("Pictures lose the place where they were taken. At most 12 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*,audio/*,application/pdf"}),
    )
    title = forms.CharField(label=_("What the document is"), required=False)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, when something was."""
    return request.POST if request.method == "POST" else None
