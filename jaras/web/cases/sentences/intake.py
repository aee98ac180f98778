"""Sentences of what intake did: the report, the first response, the duties, the answers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.intake.lists import channels, legal_duties, mission_results
from jaras.intake.rules.states import MissionState
from jaras.web.cases.sentences.told import Sentence, Told, kept, name_in


def report(told: Told) -> Sentence:
    channel = str(told.data.get("channel", ""))
    return Sentence(
        _("Report"),
        kept(name_in(channels(), channel)),
        quote=told.text,
        sign=f"channel-{channel}" if channel in channels() else "call",
        href=reverse("report", args=[told.data["report"]]) if "report" in told.data else "",
    )


def help_called(told: Told) -> Sentence:
    title = _("%(number)s called") % {"number": told.data.get("number", "")}
    return Sentence(title, kept(told.text, told.by), sign="help", tone="main")


def mission(told: Told) -> Sentence:
    state, team = told.data.get("state"), str(told.data.get("team", ""))
    if state == MissionState.SENT:
        return Sentence(_("Team sent"), kept(team, told.by), sign="team", tone="main")
    if state == MissionState.ON_SITE:
        return Sentence(_("Team on site"), kept(team), sign="team", tone="main")
    if state == MissionState.CANCELLED:
        return Sentence(_("Team called back"), kept(team, told.text), sign="team")
    result = name_in(mission_results(), str(told.data.get("result", "")))
    title = _("Team back: %(result)s") % {"result": result} if result else _("Team back")
    return Sentence(title, kept(team, told.text), sign="team", tone="done")


def duty(told: Told) -> Sentence:
    title = name_in(legal_duties(), str(told.data.get("code", ""))) or _("Legal duty")
    if not told.data.get("done"):
        return Sentence(title, kept(_("Not done"), told.text, told.by), sign="alert", tone="bell")
    reference = str(told.data.get("reference") or "")
    return Sentence(
        title,
        kept(
            _("Done: %(to_whom)s") % {"to_whom": told.data.get("to_whom", "")},
            _("reference %(reference)s") % {"reference": reference} if reference else "",
            told.by,
        ),
        sign="check",
        tone="done",
    )


def answer(told: Told) -> Sentence:
    return Sentence(_("Answer to the reporter"), kept(told.by), quote=told.text, sign="send", tone="main")
