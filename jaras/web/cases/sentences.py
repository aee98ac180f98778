"""A line of the timeline, from codes to a sentence in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from jaras.cases.lists import stages
from jaras.cases.models import TimelineEntry
from jaras.cases.rules import Entry
from jaras.intake.lists import channels, immediate_actions, legal_duties, mission_results
from jaras.intake.rules.states import MissionState
from jaras.kernel.coded import CodedList
from jaras.kernel.models import Level
from jaras.web.cases.words import TOLD, name_of
from jaras.web.shell import moments

# The tabs of the timeline: which lines each one keeps.
TABS: dict[str, tuple[Entry, ...]] = {
    "all": (),
    "words": (Entry.REPORT, Entry.NOTE, Entry.ANSWER),
    "help": (Entry.HELP, Entry.MISSION, Entry.INTERVENTION),
    "decisions": (Entry.STATE, Entry.STAGE, Entry.NEXT, Entry.DUTY, Entry.TEAM, Entry.CONFIDENTIALITY),
    "documents": (Entry.DOCUMENT,),
}


@dataclass(frozen=True)
class Sentence:
    """What a line says: its title, its smaller words, somebody's own words, where it leads."""

    title: str
    details: tuple[str, ...] = ()
    quote: str = ""
    sign: str = "note"
    tone: str = "plain"
    href: str = ""


@dataclass(frozen=True)
class Told:
    """A line, with the names of the persons its case concerns."""

    entry: TimelineEntry
    persons: Mapping[int, str]

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.entry.data
        return data

    @property
    def text(self) -> str:
        return self.entry.text

    @property
    def member(self) -> str:
        """The member the line is about, in the reader's script."""
        arabic = (get_language() or "").startswith("ar")
        return str((self.data.get("name_ar") if arabic else "") or self.data.get("name", ""))

    @property
    def by(self) -> str:
        name = name_of(self.entry.by)
        return _("by %(name)s") % {"name": name} if name else ""


def sentence(entry: TimelineEntry, persons: Mapping[int, str]) -> Sentence:
    """The sentence of one line; a kind that a later version writes still shows its own words."""
    told = Told(entry, persons)
    write = SENTENCES.get(entry.kind)
    return write(told) if write else Sentence(entry.kind, quote=told.text)


def _report(told: Told) -> Sentence:
    channel = str(told.data.get("channel", ""))
    return Sentence(
        _("Report"),
        _kept(_name(channels(), channel)),
        quote=told.text,
        sign=f"channel-{channel}" if channel in channels() else "call",
        href=reverse("report", args=[told.data["report"]]) if "report" in told.data else "",
    )


def _help(told: Told) -> Sentence:
    title = _("%(number)s called") % {"number": told.data.get("number", "")}
    return Sentence(title, _kept(told.text, told.by), sign="help", tone="main")


def _mission(told: Told) -> Sentence:
    state, team = told.data.get("state"), str(told.data.get("team", ""))
    if state == MissionState.SENT:
        return Sentence(_("Team sent"), _kept(team, told.by), sign="team", tone="main")
    if state == MissionState.ON_SITE:
        return Sentence(_("Team on site"), _kept(team), sign="team", tone="main")
    if state == MissionState.CANCELLED:
        return Sentence(_("Team called back"), _kept(team, told.text), sign="team")
    result = _name(mission_results(), str(told.data.get("result", "")))
    title = _("Team back: %(result)s") % {"result": result} if result else _("Team back")
    return Sentence(title, _kept(team, told.text), sign="team", tone="done")


INTERVENTION_STATES: dict[str, Callable[[], str]] = {
    "planned": lambda: _("Intervention planned"),
    "started": lambda: _("Intervention begun"),
    "done": lambda: _("Intervention counted"),
    "not_done": lambda: _("Intervention not done"),
    "cancelled": lambda: _("Intervention cancelled"),
}


def _intervention(told: Told) -> Sentence:
    code, state = str(told.data.get("code", "")), str(told.data.get("state", ""))
    item = immediate_actions().get(code)
    say = INTERVENTION_STATES.get(state)
    return Sentence(
        _name(immediate_actions(), code) or code,
        _kept(say() if say else "", told.text, told.by),
        sign=f"pole-{item['pole']}" if item else "help",
        tone="done" if state == "done" else "plain",
    )


def _duty(told: Told) -> Sentence:
    title = _name(legal_duties(), str(told.data.get("code", ""))) or _("Legal duty")
    if not told.data.get("done"):
        return Sentence(title, _kept(_("Not done"), told.text, told.by), sign="alert", tone="bell")
    reference = str(told.data.get("reference") or "")
    return Sentence(
        title,
        _kept(
            _("Done: %(to_whom)s") % {"to_whom": told.data.get("to_whom", "")},
            _("reference %(reference)s") % {"reference": reference} if reference else "",
            told.by,
        ),
        sign="check",
        tone="done",
    )


def _person(told: Told) -> Sentence:
    name = told.persons.get(int(told.data.get("person", 0)))
    title = _("%(name)s joins the case") % {"name": name} if name else _("A person joins the case")
    return Sentence(title, _kept(told.by), sign="person")


def _state(told: Told) -> Sentence:
    verb = str(told.data.get("verb", ""))
    return Sentence(str(TOLD.get(verb, verb)), _kept(told.text, told.by), sign="cases", tone="main")


def _stage(told: Told) -> Sentence:
    stage = _name(stages(), str(told.data.get("stage", "")))
    return Sentence(_("Stage: %(stage)s") % {"stage": stage}, _kept(told.by), sign="arrow", tone="main")


def _next(told: Told) -> Sentence:
    if told.data.get("done"):
        return Sentence(_("Done: %(what)s") % {"what": told.text}, _kept(told.by), sign="check", tone="done")
    due = told.data.get("due")
    return Sentence(
        _("To do: %(what)s") % {"what": told.text},
        _kept(
            told.member,
            _("before %(moment)s") % {"moment": moments.exact(datetime.fromisoformat(due))} if due else "",
            told.by,
        ),
        sign="watch",
        tone="bell",
    )


def _note(told: Told) -> Sentence:
    return Sentence("", _kept(told.by), quote=told.text, sign="note", tone="bell")


def _document(told: Told) -> Sentence:
    href = ""
    if "document" in told.data:
        href = reverse("case_document", args=[told.entry.case_id, told.data["document"]])
    return Sentence(told.text or _("Document"), _kept(told.by), sign="clip", href=href)


def _team(told: Told) -> Sentence:
    name = told.member
    if told.data.get("left"):
        title = _("%(name)s leaves the team") % {"name": name}
    elif told.data.get("referent"):
        title = _("%(name)s becomes the referent") % {"name": name}
    else:
        title = _("%(name)s joins the team") % {"name": name}
    return Sentence(title, _kept(told.by), sign="people")


def _confidentiality(told: Told) -> Sentence:
    if told.data.get("level") == Level.RESTRICTED:
        return Sentence(_("Case restricted to its team"), _kept(told.by), sign="lock", tone="bell")
    return Sentence(_("Case opened to the whole cell"), _kept(told.by), sign="eye")


def _answer(told: Told) -> Sentence:
    return Sentence(_("Answer to the reporter"), _kept(told.by), quote=told.text, sign="send", tone="main")


SENTENCES: dict[str, Callable[[Told], Sentence]] = {
    Entry.REPORT: _report,
    Entry.HELP: _help,
    Entry.MISSION: _mission,
    Entry.INTERVENTION: _intervention,
    Entry.DUTY: _duty,
    Entry.PERSON: _person,
    Entry.STATE: _state,
    Entry.STAGE: _stage,
    Entry.NEXT: _next,
    Entry.NOTE: _note,
    Entry.DOCUMENT: _document,
    Entry.TEAM: _team,
    Entry.CONFIDENTIALITY: _confidentiality,
    Entry.ANSWER: _answer,
}


def tabs() -> dict[str, str]:
    """The tabs in words."""
    return {
        "all": pgettext("timeline", "All"),
        "words": pgettext("timeline", "Words"),
        "help": pgettext("timeline", "Help given"),
        "decisions": pgettext("timeline", "Decisions"),
        "documents": pgettext("timeline", "Documents"),
    }


def _name(items: CodedList, code: str) -> str:
    item = items.get(code)
    return item.name(get_language() or "fr") if item else ""


def _kept(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
