"""Sentences of places: held, taken, given back."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.partners.lists import place_reasons
from jaras.web.cases.sentences.told import Sentence, Told, kept, name_in
from jaras.web.shell import moments

TITLES: dict[str, Callable[[], str]] = {
    "hold": lambda: _("A place is held at %(name)s"),
    "arrive": lambda: _("Arrived at %(name)s"),
    "release": lambda: _("The place at %(name)s is given back"),
    "expire": lambda: _("The place at %(name)s was held until now: nobody came"),
    "leave": lambda: _("Left %(name)s"),
}
TONES = {"hold": "main", "arrive": "done", "expire": "bell"}


def place(told: Told) -> Sentence:
    verb = str(told.data.get("verb", ""))
    until, code = str(told.data.get("until", "")), str(told.data.get("code", ""))
    return Sentence(
        TITLES[verb]() % {"name": told.member} if verb in TITLES else verb,
        kept(
            str(told.data.get("unit", "")),
            _("until %(time)s") % {"time": moments.exact(datetime.fromisoformat(until))} if until else "",
            _("code to say at the door: %(code)s") % {"code": code} if code else "",
            name_in(place_reasons(), str(told.data.get("why", ""))),
            told.by,
        ),
        sign="pole-ACC",
        tone=TONES.get(verb, "plain"),
        href=reverse("case_places", args=[told.entry.case_id]),
    )
