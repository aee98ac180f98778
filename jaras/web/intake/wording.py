"""Codes, places, hours of a report in the reader's words."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from jaras.care.lists import interventions
from jaras.care.models import Intervention
from jaras.care.rules import INTERVENTION, InterventionState
from jaras.governance.models import Member
from jaras.governance.roles import compartments as sealed
from jaras.intake import lists
from jaras.intake.models import Duty, Mission, Report
from jaras.kernel.coded import CodedList, Item
from jaras.outreach import queries as outreach
from jaras.outreach.lists import answers as reviewed
from jaras.outreach.rules import tellable
from jaras.partners.lists import poles
from jaras.partners.models import Organisation
from jaras.people.lists import target_groups
from jaras.web.shell import moments, signs

ARABIC = re.compile("[\u0600-\u06ff]")


def short(name: str) -> str:
    """A long label up to its brackets: what a row has room for."""
    return name.split(" (")[0].split(" / ")[0]


def word(code: str, known: CodedList) -> str:
    """The name of a code; a code that left its list is shown as it is."""
    item = known.get(code)
    return item.name(get_language() or "fr") if item else code


def channel(code: str) -> str:
    return short(word(code, lists.channels()))


def compartments() -> dict[str, str]:
    """The sealed compartments by code."""
    return dict(_pairs(sealed()))


def publics() -> CodedList:
    return target_groups()


def urgency(code: str) -> str:
    return short(word(code, lists.urgency_levels())) if code else _("Urgency not said")


def where(report: Report) -> str:
    """The place in its commune, as far as they are known."""
    name = report.place.name if report.place else report.place_text
    return place(name, report.commune.name if report.commune else "")


def place(name: str | None, commune: str | None) -> str:
    return comma().join(filter(None, (name, commune))) or _("Place not said")


def dialled(telephone: str) -> str:
    """What a telephone can dial of what was typed."""
    plus = "+" if telephone.strip().startswith("+") else ""
    return plus + "".join(sign for sign in telephone if sign in "0123456789")


def language_of(words: str) -> str | None:
    """The language mark of Arabic words; others are read as the page is."""
    first = words[:200]
    return "ar" if len(ARABIC.findall(first)) * 3 > len(first.strip()) else None


def link(route: str, pk: int) -> str:
    """The address of a page of another room, where that room is open."""
    try:
        return reverse(route, args=[pk])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Clock:
    """The first response: given, awaited, or late."""

    report: Report
    at: datetime

    @property
    def given(self) -> bool:
        return self.report.first_response_at is not None

    @property
    def late(self) -> bool:
        due = self.report.respond_by
        return not self.given and due is not None and self.at > due


OUTCOMES: dict[str, str | Promise] = {
    "case_linked": gettext_lazy("Followed in a case"),
    "information_given": gettext_lazy("Information given"),
    "referred_out": gettext_lazy("Passed on to"),
    "grievance_taken": gettext_lazy("Grievance taken"),
    "idea_taken": gettext_lazy("Idea kept"),
    "duplicate": gettext_lazy("The same event as"),
    "unfounded": gettext_lazy("Nothing behind it"),
}
MISSIONS: dict[str, str | Promise] = {
    "sent": gettext_lazy("on the way"),
    "on_site": gettext_lazy("on site"),
    "back": gettext_lazy("back"),
    "cancelled": gettext_lazy("turned back"),
    "help": gettext_lazy("help called"),
}


def comma() -> str:
    return "، " if (get_language() or "").startswith("ar") else ", "


def outcome(kind: str) -> str:
    return str(OUTCOMES.get(kind, kind))


def doing(state: str) -> Markup:
    """The latest fact of the first response, for a row."""
    team = state != "help"
    said = _("team %(state)s") % {"state": MISSIONS[state]} if team else str(MISSIONS[state])
    return signs.worded("team" if team else "help", said)


def mission_state(mission: Mission) -> str:
    """Where the team is, then how it ended."""
    if mission.state == "back":
        return word(mission.result, lists.mission_results())
    return str(MISSIONS[mission.state])


def late(due: datetime, *, at: datetime) -> Markup:
    """How late the first response is, as a word."""
    left = moments.left(due, at=at)
    return Markup('<span class="late">{}</span>').format(_("answer %(late)s") % {"late": left})


def expected(due: datetime, *, at: datetime) -> Markup:
    return signs.worded("clock", _("answer expected %(left)s") % {"left": moments.left(due, at=at)})


def _pairs(known: CodedList) -> list[tuple[str, str]]:
    language = get_language() or "fr"
    return [(item.code, short(item.name(language))) for item in known]


def emergency() -> list[tuple[str, str]]:
    """The numbers with what answers them, as choices."""
    return [(code, f"{code} {name}") for code, name in _pairs(lists.emergency_numbers())]


def numbers() -> list[tuple[str, str]]:
    return _pairs(lists.emergency_numbers())


def service(number: str) -> str:
    item = lists.emergency_numbers().get(number)
    return short(item.name(get_language() or "fr")) if item else ""


def mission_results() -> list[tuple[str, str]]:
    return _pairs(lists.mission_results())


def action(code: str) -> str:
    return short(word(code, interventions()))


def intervention(row: Intervention) -> str:
    """What was done; what is planned or was not done says so."""
    if row.is_done:
        return action(row.code)
    states = {
        InterventionState.PLANNED: pgettext("intervention", "Planned"),
        InterventionState.STARTED: pgettext("intervention", "Begun"),
        InterventionState.NOT_DONE: pgettext("intervention", "Not done"),
        InterventionState.CANCELLED: pgettext("intervention", "Cancelled"),
    }
    return f"{action(row.code)} · {states[InterventionState(row.state)].lower()}"


def moves_of(row: Intervention) -> list[tuple[str, str]]:
    """What may become of it now."""
    said = {
        "do": _("Done"),
        "start": pgettext("intervention", "It begins"),
        "leave_undone": pgettext("intervention", "Not done"),
        "cancel": _("Cancel it"),
    }
    return [(verb, said[verb]) for verb in INTERVENTION.verbs_from(row.state)]


def actions_by_pole() -> list[tuple[Item, list[Item]]]:
    """The immediate actions under the pole that gives them."""
    known = [
        (pole, [each for each in lists.immediate_actions() if each["pole"] == pole.code]) for pole in poles()
    ]
    return [(pole, actions) for pole, actions in known if actions]


def answers(report: Report) -> list[tuple[str, str]]:
    """The reviewed sentences that betray nobody in this report."""
    language = get_language() or "fr"
    known = outreach.knowledge(report)
    return [(item.code, item.name(language)) for item in reviewed() if tellable(item, known)]


def answer(code: str) -> str:
    return word(code, reviewed())


@dataclass(frozen=True)
class DutyWords:
    """Whom a duty concerns, on which text it stands, whether it has a notice."""

    to_whom: str
    basis: str
    notice: bool


def duty_words(code: str) -> DutyWords | None:
    item = lists.legal_duties().get(code)
    if item is None:
        return None
    arabic = (get_language() or "").startswith("ar")
    more: Any = item.more
    return DutyWords(
        more["to_whom_ar" if arabic else "to_whom_fr"],
        more["basis_ar" if arabic else "basis"],
        bool(more["notice"]),
    )


CALL_HELP = "LD1"


def told(duty: Duty, report: Report) -> str:
    """Whom the law names; where help was called already, who was called."""
    calls = list(report.help_calls.all())
    if duty.code == CALL_HELP and calls:
        return f"{calls[-1].number} {service(calls[-1].number)}".strip()
    known = duty_words(duty.code)
    return known.to_whom if known else ""


def local(at: datetime) -> str:
    """The day with its hour as a field of the browser writes it."""
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def members(rows: list[Member]) -> list[tuple[int, str]]:
    arabic = (get_language() or "").startswith("ar")
    return [(row.pk, (row.name_ar or row.name) if arabic else row.name) for row in rows]


def named(rows: list[Organisation]) -> list[tuple[int, str]]:
    return [(row.pk, row.name) for row in rows]


def signed(choices: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Channels with their sign."""
    return [(code, name, f"channel-{code}") for code, name in choices]


def pressing() -> list[tuple[str, str, str]]:
    """Urgencies with their sign."""
    return [(code, urgency(code), f"urgency-{code}") for code in lists.urgency_levels().codes()]


STATES: dict[str, tuple[str | Promise, str]] = {
    "received": (gettext_lazy("Waits for an outcome"), "waiting"),
    "reopened": (gettext_lazy("Opened once more"), "waiting"),
    "triaged": (gettext_lazy("Outcome decided"), "current"),
    "closed": (gettext_lazy("Closed"), "done"),
    "withdrawn": (gettext_lazy("Withdrawn"), "plain"),
}


def report_state(report: Report) -> Markup:
    said, kind = STATES.get(report.state, (report.state, "plain"))
    return signs.state(said, kind)
