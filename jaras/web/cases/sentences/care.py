"""Sentences of what care did."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from jaras.intake.lists import immediate_actions
from jaras.web.cases.sentences.told import Sentence, Told, kept, name_in

INTERVENTION_STATES: dict[str, Callable[[], str]] = {
    "planned": lambda: _("Intervention planned"),
    "started": lambda: _("Intervention begun"),
    "done": lambda: _("Intervention counted"),
    "not_done": lambda: _("Intervention not done"),
    "cancelled": lambda: _("Intervention cancelled"),
}


def intervention(told: Told) -> Sentence:
    code, state = str(told.data.get("code", "")), str(told.data.get("state", ""))
    item = immediate_actions().get(code)
    say = INTERVENTION_STATES.get(state)
    return Sentence(
        name_in(immediate_actions(), code) or code,
        kept(say() if say else "", told.text, told.by),
        sign=f"pole-{item['pole']}" if item else "help",
        tone="done" if state == "done" else "plain",
    )
