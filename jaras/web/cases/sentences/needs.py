"""Sentences of the diagnosis, of the needs it finds."""

from collections.abc import Callable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jaras.care.lists import decline_reasons, grid_of, interventions
from jaras.partners.lists import place_reasons, services
from jaras.web.cases.sentences.told import Sentence, Told, kept, name_in

MOVES: dict[str, Callable[[], str]] = {
    "find": lambda: _("Need: %(what)s"),
    "take_in_hand": lambda: _("Need taken in hand: %(what)s"),
    "meet": lambda: _("Need met: %(what)s"),
    "give_up": lambda: _("Need given up: %(what)s"),
    "reopen": lambda: _("Need open again: %(what)s"),
}
TONES = {"find": "bell", "take_in_hand": "main", "meet": "done", "reopen": "bell"}


def diagnosis(told: Told) -> Sentence:
    """How many domains were looked at, which of them are in crisis, in whose words."""
    domains = grid_of(str(told.data.get("grid", ""))).domains
    language = get_language() or "fr"
    crisis = [domains[code].item.name(language) for code in told.data.get("crisis", ()) if code in domains]
    assessed = int(told.data.get("assessed", 0))
    return Sentence(
        _("Social diagnosis"),
        kept(
            told.persons.get(int(told.data.get("person", 0)), "") if len(told.persons) > 1 else "",
            ngettext("%(number)d domain assessed", "%(number)d domains assessed", assessed)
            % {"number": assessed},
            _("in crisis: %(domains)s") % {"domains": _(", ").join(crisis)} if crisis else "",
            told.by,
        ),
        quote=told.text,
        sign="figures",
        tone="main",
    )


def need(told: Told) -> Sentence:
    code, verb = str(told.data.get("service", "")), str(told.data.get("verb", ""))
    item, say = services().get(code), MOVES.get(verb)
    what = name_in(services(), code) or code
    given = name_in(interventions(), str(told.data.get("help", "")))
    return Sentence(
        say() % {"what": what} if say else what,
        kept(
            name_in(decline_reasons(), str(told.data.get("why", ""))),
            name_in(place_reasons(), str(told.data.get("place", ""))),
            _("by this help: %(what)s") % {"what": given} if given else "",
            told.text,
            told.by,
        ),
        sign=f"pole-{item['pole']}" if item else "help",
        tone=TONES.get(verb, "plain"),
    )
