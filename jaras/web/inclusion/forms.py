"""What the forms of a life project ask."""

from collections.abc import Iterable
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member
from jaras.inclusion import queries
from jaras.inclusion.lists import domains
from jaras.inclusion.models import Goal, LifeProject, Step
from jaras.inclusion.rules import Doer, How
from jaras.kernel.actor import Actor
from jaras.kernel.versions import seen
from jaras.partners.models import Organisation
from jaras.web.cases.forms import Colleague, Once
from jaras.web.cases.words import name_of
from jaras.web.inclusion.words import HOW
from jaras.web.shell.templating import label

TEXTS = ("words", "person_commits", "cell_commits", "review_on")
GOAL = ("words", "domain")
STEP = ("what", "doer", "member_id", "organisation_id", "somebody", "by_on")
USUAL_REVIEW = timedelta(days=90)


class Day(forms.DateField):
    """A day, asked by the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def area(rows: int, *, first: bool = False) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"} | ({"autofocus": True} if first else {}))


class TextsForm(forms.Form):
    words = forms.CharField(
        label=_("In their own words"),
        help_text=_("What matters to them, as they say it, in their language."),
        widget=area(4, first=True),
        required=False,
    )
    person_commits = forms.CharField(label=_("I commit to"), widget=area(3), required=False)
    cell_commits = forms.CharField(label=_("The cell commits to"), widget=area(3), required=False)
    review_on = Day(label=_("We look at it again on"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, project: LifeProject, data: Any = None) -> None:
        initial = {name: getattr(project, name) for name in TEXTS} | {"seen": seen(project, *TEXTS)}
        super().__init__(data, initial=initial)


class GoalForm(Once):
    words = forms.CharField(
        label=_("The goal, in their words"),
        help_text=_("What they want, as they would say it: “a room of my own”."),
        widget=area(2, first=True),
        required=False,
    )
    domain = forms.ChoiceField(label=_("Part of life"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, goal: Goal | None, data: Any = None) -> None:
        initial = {name: getattr(goal, name) for name in GOAL} | {"seen": seen(goal, *GOAL)} if goal else {}
        super().__init__(data, initial=initial)
        choice: forms.ChoiceField = self.fields["domain"]  # type: ignore[assignment]
        choice.choices = [
            ("", gettext("None in particular")),
            *((each.code, label(each)) for each in domains()),
        ]


class StepForm(Once):
    what = forms.CharField(
        label=_("What is to be done"),
        widget=forms.TextInput(attrs={"autofocus": True, "dir": "auto"}),
        required=False,
    )
    who = forms.ChoiceField(label=_("Who does it"))
    somebody = forms.CharField(
        label=_("If it is somebody else: who"), widget=forms.TextInput(attrs={"dir": "auto"}), required=False
    )
    by_on = Day(label=_("By when"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, project: LifeProject, step: Step | None, actor: Actor, data: Any = None) -> None:
        shown: dict[str, Any] = {"who": Doer.PERSON.value}
        if step is not None:
            shown = {"what": step.what, "who": chosen(step), "somebody": step.somebody, "by_on": step.by_on}
            shown |= {"seen": seen(step, *STEP)}
        super().__init__(data, initial=shown)
        self.colleagues = {row.pk: row for row in Member.objects.visible_to(actor).active()}
        self.partners = {row.pk: row for row in Organisation.objects.visible_to(actor).active()}
        if step is not None and step.member is not None:
            self.colleagues.setdefault(step.member.pk, step.member)
        if step is not None and step.organisation is not None:
            self.partners.setdefault(step.organisation.pk, step.organisation)
        choice: forms.ChoiceField = self.fields["who"]  # type: ignore[assignment]
        choice.choices = list(self._whom(project))

    def _whom(self, project: LifeProject) -> Iterable[Any]:
        held = name_of(project.case.referent)
        yield Doer.PERSON.value, project.person.name
        yield (
            Doer.REFERENT.value,
            gettext("The referent (%(name)s)") % {"name": held} if held else gettext("The referent"),
        )
        yield Doer.OTHER.value, gettext("Somebody else")
        yield gettext("A colleague"), [(f"member-{pk}", name_of(row)) for pk, row in self.colleagues.items()]
        yield (
            gettext("A partner"),
            [(f"organisation-{pk}", str(row.name)) for pk, row in self.partners.items()],
        )

    def said(self) -> dict[str, Any]:
        """What the action is told."""
        doer, _dash, pk = self.cleaned_data["who"].partition("-")
        return {
            "what": self.cleaned_data["what"],
            "doer": Doer(doer),
            "member": self.colleagues.get(int(pk)) if doer == Doer.MEMBER else None,
            "organisation": self.partners.get(int(pk)) if doer == Doer.ORGANISATION else None,
            "somebody": self.cleaned_data["somebody"],
            "by_on": self.cleaned_data["by_on"],
        }


def chosen(step: Step) -> str:
    """The option of a step in the list of who may take it."""
    if step.doer == Doer.MEMBER:
        return f"member-{step.member_id}"
    return f"organisation-{step.organisation_id}" if step.doer == Doer.ORGANISATION else step.doer


class AgreeForm(forms.Form):
    how = forms.ChoiceField(label=_("How they say yes"), widget=forms.RadioSelect, initial=How.PAPER.value)
    signature = forms.FileField(
        label=_("Signature"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png", "hidden": True, "data-pad-file": True}),
    )
    paper = forms.FileField(
        label=_("Photograph or scan of the signed sheet"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    voice = forms.FileField(
        label=_("Voice note"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
    )
    name = forms.CharField(
        label=_("Their name, as they say or write it"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        required=False,
    )
    signed_on = Day(label=_("Day of the agreement"))
    review_on = Day(label=_("We look at it again on"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    nonce = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def __init__(self, project: LifeProject, actor: Actor, data: Any = None, files: Any = None) -> None:
        today = timezone.localdate()
        initial = {
            "name": project.person.name,
            "signed_on": today,
            "review_on": project.review_on or today + USUAL_REVIEW,
            "seen": queries.content(project),
            "nonce": token_hex(12),
        }
        super().__init__(data, files, initial=initial)
        how: forms.ChoiceField = self.fields["how"]  # type: ignore[assignment]
        how.choices = list(HOW.items())
        self.fields["witness"] = Colleague(
            actor,
            label=_("Witness: the colleague who heard it"),
            required=False,
            empty_label=gettext("Choose"),
        )


class MoveForm(forms.Form):
    reason = forms.CharField(label=_("What was said"), widget=area(3, first=True), required=False)
    review_on = Day(label=_("We look at it again on"), required=False)

    def __init__(self, verb: str, data: Any = None) -> None:
        super().__init__(data, initial={"review_on": timezone.localdate() + USUAL_REVIEW})
        if verb != "carry_on":
            del self.fields["review_on"]
        if verb == "start":
            del self.fields["reason"]
        if verb == "leave":
            self.fields["reason"].label = _("Why")
