"""The six answers of a bell, from what somebody typed to what the action takes."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, Protocol, TypeVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.bells.actions import Ask
from jaras.bells.models import HOW, SPOT, WHAT
from jaras.bells.queries.suggesting import suggested
from jaras.bells.rules import SuggestedRole
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.governance.roles import management_roles
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.folding import fold
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation, Site
from jaras.territory import queries as territory
from jaras.web.bells import days
from jaras.web.bells.wording import ME, role_proposed
from jaras.web.shell.templating import label

MOST = 400  # names that a browser completes


class Called(Protocol):
    pk: Any


Row = TypeVar("Row", bound=Called)


class DayField(forms.CharField):
    """A day in somebody's own words."""

    def __init__(self, *, at: datetime | None = None, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.at = at

    def clean(self, value: Any) -> datetime | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            return days.read(words, at=self.at or timezone.now())
        except days.NoDay as wrong:
            raise forms.ValidationError(
                _("Write a day: tomorrow, Friday, 2 Dec, in 3 days; add an hour if it matters: 18:00.")
            ) from wrong


class RingForm(forms.Form):
    """Who will do what, by when, where, how, with whom; `said()` is what `actions.ring` takes."""

    who = forms.CharField(label=pgettext_lazy("bell", "Who"), max_length=120)
    what = forms.CharField(
        label=pgettext_lazy("bell", "will"),
        max_length=WHAT,
        error_messages={"required": gettext_lazy("Write what will be done.")},
    )
    due_at = DayField(
        label=pgettext_lazy("bell", "by when"),
        error_messages={"required": gettext_lazy("Say by when.")},
    )
    place = forms.CharField(label=pgettext_lazy("bell", "where"), max_length=SPOT, required=False)
    how = forms.CharField(label=pgettext_lazy("bell", "how"), max_length=HOW, required=False)
    with_whom = forms.CharField(label=pgettext_lazy("bell", "with"), required=False)
    why = forms.CharField(label=gettext_lazy("Why"), max_length=WHAT, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    review_at = DayField(label=gettext_lazy("Look at it again on"), required=False)
    private = forms.BooleanField(label=gettext_lazy("For those named here alone"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def __init__(
        self,
        actor: Actor,
        data: Any = None,
        *,
        case: Case | None = None,
        report: Report | None = None,
        unblocks: bool = False,
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("initial", {}).setdefault("token", token_hex(12))
        super().__init__(data, **options)
        self.actor, self.case, self.report, self.unblocks = actor, case, report, unblocks
        self.at = at or timezone.now()
        for name in ("due_at", "review_at"):
            field: Any = self.fields[name]
            field.at = self.at
        self.members = list(
            Member.objects.visible_to(actor).active().select_related("organisation").order_by("name")[:MOST]
        )
        self.organisations = list(Organisation.objects.visible_to(actor).active()[:MOST])
        self.communes = list(territory.communes()[:MOST])
        self.sites = sites(actor)
        role: Any = self.fields["role"]
        role.choices = [("", ""), *((item.code, label(item)) for item in management_roles())]

    # What the page offers ---------------------------------------------------

    @property
    def colleagues(self) -> list[tuple[str, str]]:
        """Each name, with the house it belongs to."""
        return [(row.called, row.organisation.name if row.organisation else "") for row in self.members]

    @property
    def places(self) -> list[str]:
        return [row.name for row in (*self.communes, *self.sites)]

    @property
    def helpers(self) -> list[str]:
        """Who was typed so far, with an empty line for one more."""
        data: Any = self.data
        typed = data.getlist(self.add_prefix("with_whom")) if self.is_bound else []
        return [*(word for word in typed if word.strip()), ""]

    @property
    def proposed(self) -> SuggestedRole:
        """The role this kind of bell asks for, as far as it is written."""
        said = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        return suggested(
            unblocks=self.unblocks,
            who=said.get("who"),
            helpers=[each.organisation or each.member for each in said.get("with_whom") or ()],
            case=self.case,
            due_at=said.get("due_at"),
            at=self.at,
        )

    @property
    def day_read(self) -> datetime | None:
        """The moment that the typed day means."""
        said = getattr(self, "cleaned_data", {}) if self.is_bound else {}
        return said.get("due_at")

    @property
    def role_words(self) -> str:
        """The proposal with its reason."""
        return role_proposed(self.proposed)

    # What was typed ---------------------------------------------------------

    def clean_who(self) -> Member:
        typed = self.cleaned_data["who"]
        return self._me(typed) or one_of(self.members, typed)

    def _me(self, typed: str) -> Member | None:
        """Whoever types, where they say so."""
        mine = [row for row in self.members if row.pk == self.actor.member_id]
        return mine[0] if mine and fold(typed).strip() in ME else None

    def clean_with_whom(self) -> tuple[Ask, ...]:
        asked: dict[tuple[str, int], Ask] = {}
        for typed in self.helpers[:-1]:
            for row in self._named(typed):
                if isinstance(row, Member):
                    asked["member", row.pk] = Ask(member=row)
                elif isinstance(row, Organisation):
                    asked["organisation", row.pk] = Ask(organisation=row)
        return tuple(asked.values())

    def _named(self, typed: str) -> Iterable[Member | Organisation]:
        """Whom a line names: one, or several set apart by commas."""
        rows: list[Member | Organisation] = [*self.members, *self.organisations]
        parts = [part for part in typed.replace("،", ",").replace(";", ",").split(",") if part.strip()]
        try:
            return [self._me(typed) or one_of(rows, typed)]
        except forms.ValidationError:
            if len(parts) < 2:
                raise
            return [self._me(part) or one_of(rows, part) for part in parts]

    def said(self) -> dict[str, Any]:
        """The keyword arguments of `actions.ring`, but for what the page ties it to."""
        typed = self.cleaned_data
        role = self.proposed.role
        return {
            "what": typed["what"],
            "who": typed["who"],
            "due_at": typed["due_at"],
            "role": typed["role"] or role,
            "suggested": role,
            "why": typed["why"],
            "how": typed["how"],
            **placed(typed["place"], self.actor),
            "review_at": typed["review_at"],
            "with_whom": typed["with_whom"],
            "private": typed["private"],
            "token": typed["token"],
        }

    def refuse(self, refusal: Refused) -> None:
        """The sentence of a refusal, beside its field."""
        field = "place" if refusal.field == "place_text" else refusal.field
        self.add_error(field if field in self.fields else None, refusal.sentence)


def quick_days(at: datetime) -> list[tuple[str, str]]:
    """What is promised most: the words a button writes, the words it shows."""
    now = timezone.localtime(at)
    soon = [] if now.hour >= 18 else [(f"{now:%d/%m/%Y} 18:00", _("Today, 18:00"))]
    tomorrow, week = now + timedelta(days=1), now + timedelta(days=7)
    return [*soon, (f"{tomorrow:%d/%m/%Y}", _("Tomorrow")), (f"{week:%d/%m/%Y}", _("In a week"))]


def sites(actor: Actor) -> list[Site]:
    return list(Site.objects.visible_to(actor).filter(active=True)[:MOST])


def placed(typed: str, actor: Actor) -> dict[str, Any]:
    """Where: a commune, a site of the directory, else in words."""
    sought = fold(typed).strip()
    commune = next((row for row in territory.communes() if sought in _names(row)), None)
    site = next((row for row in sites(actor) if sought in _names(row)), None) if sought else None
    return {"commune": commune, "site": site, "place_text": "" if commune or site else typed}


def _names(row: Any) -> tuple[str, ...]:
    """Everything one may be called, to be compared."""
    if isinstance(row, Member):
        return fold(row.name), fold(row.name_ar), row.email.lower()
    named = (row.name_fr, row.name_ar, getattr(row, "acronym", ""))
    return tuple(fold(name) for name in named if name)


def one_of(rows: Sequence[Row], typed: str) -> Row:
    """Whoever is called so; else the only one of whom a word begins so."""
    sought = " ".join(fold(typed).split())
    exact = [row for row in rows if sought in _names(row)]
    begun = exact or [row for row in rows if any(_begins(name, sought) for name in _names(row))]
    if len(begun) == 1:
        return begun[0]
    if begun:
        names = ", ".join(_called(row) for row in begun[:4])
        raise forms.ValidationError(_("Several are called so: %(names)s. Write more.") % {"names": names})
    raise forms.ValidationError(_("Nobody of this name is here: “%(name)s”.") % {"name": typed.strip()[:60]})


def _begins(name: str, sought: str) -> bool:
    return bool(sought) and f" {name}".find(f" {sought}") >= 0


def _called(row: Any) -> str:
    return str(row.called if isinstance(row, Member) else row.name)
