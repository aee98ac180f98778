"""Sentences of what became of a bell."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.web.cases.sentences.told import Sentence, Told, kept

SAYS: dict[str, Callable[[], str]] = {
    "ring": lambda: _("Bell: %(name)s is to carry it"),
    "accept": lambda: _("Bell: %(name)s took it on"),
    "decline": lambda: _("Bell: %(name)s declined"),
    "block": lambda: _("Bell blocked: %(name)s carries it"),
    "finish": lambda: _("Bell kept by %(name)s"),
    "hand_over": lambda: _("Bell handed over by %(name)s"),
    "drop": lambda: _("Bell not needed any more"),
    "reopen": lambda: _("Bell hung again: %(name)s carries it"),
}


def bell(told: Told) -> Sentence:
    verb = str(told.data.get("verb", ""))
    say = SAYS.get(verb)
    title = say() if say else _("Bell")
    return Sentence(
        title % {"name": told.member},
        kept(told.text, told.by),
        sign="check" if verb == "finish" else "bell",
        tone="done" if verb == "finish" else "bell",
        href=reverse("bell", args=[told.data["bell"]]) if "bell" in told.data else "",
    )
