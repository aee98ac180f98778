"""Sentences of appointments: planned, who came, who did not."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from jaras.web.cases.sentences.told import Sentence, Told, kept
from jaras.web.shell import moments

STATES: dict[str, Callable[[], str]] = {
    "planned": lambda: _("Appointment planned"),
    "came": lambda: _("Came to the appointment"),
    "did_not_come": lambda: _("Did not come to the appointment"),
    "cancelled": lambda: _("Appointment cancelled"),
}


def appointment(told: Told) -> Sentence:
    state, what = str(told.data.get("state", "")), str(told.data.get("what", ""))
    say, on = STATES.get(state), told.data.get("for")
    title = _("Appointment changed") if told.data.get("amended") else say() if say else what
    if "called" in told.data:
        reached = bool(told.data["called"])
        title = _("Called to recall the appointment") if reached else _("Called, nobody answered")
    return Sentence(
        title,
        kept(what, moments.exact(datetime.fromisoformat(on)) if on else "", told.text, told.by),
        sign="calendar",
        tone="done" if state == "came" else "bell" if state == "planned" else "plain",
    )
