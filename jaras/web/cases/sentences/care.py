"""Sentences of what care did."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from jaras.care.lists import interventions, not_done_reasons
from jaras.web.cases.sentences.told import Sentence, Told, kept, name_in
from jaras.web.shell import moments

INTERVENTION_STATES: dict[str, Callable[[], str]] = {
    "planned": lambda: _("Intervention planned"),
    "started": lambda: _("Intervention begun"),
    "done": lambda: _("Intervention counted"),
    "not_done": lambda: _("Intervention not done"),
    "cancelled": lambda: _("Intervention cancelled"),
}


def intervention(told: Told) -> Sentence:
    code, state = str(told.data.get("code", "")), str(told.data.get("state", ""))
    item = interventions().get(code)
    say, on = INTERVENTION_STATES.get(state), told.data.get("for")
    said = _("Intervention corrected") if told.data.get("amended") else say() if say else ""
    return Sentence(
        name_in(interventions(), code) or code,
        kept(
            said,
            moments.exact(datetime.fromisoformat(on)) if on else "",
            name_in(not_done_reasons(), str(told.data.get("reason", ""))),
            told.text,
            told.by,
        ),
        sign=f"pole-{item['pole']}" if item else "help",
        tone="done" if state == "done" else "plain",
    )
