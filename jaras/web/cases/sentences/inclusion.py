"""Sentences of what became of a life project."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.web.cases.sentences.told import Sentence, Told, kept

PROJECT_MOVES: dict[str, Callable[[], str]] = {
    "begin": lambda: _("A life project is being written"),
    "agree": lambda: _("Life project agreed"),
    "start": lambda: _("The life project begins"),
    "step": lambda: _("Step done: %(what)s"),
    "fall_due": lambda: _("The life project is to be looked at again"),
    "carry_on": lambda: _("Looked at together: the life project goes on"),
    "achieve": lambda: _("The life project is achieved"),
    "leave": lambda: _("The life project stops here"),
}
AGREED_HOW: dict[str, Callable[[], str]] = {
    "screen": lambda: _("signed on the screen"),
    "paper": lambda: _("signed on paper"),
    "voice": lambda: _("said before a witness"),
}


def project(told: Told) -> Sentence:
    verb, how = str(told.data.get("verb", "")), AGREED_HOW.get(str(told.data.get("how", "")))
    say = PROJECT_MOVES.get(verb)
    title = say() if say else _("Life project")
    version = _("version %(number)s") % {"number": told.data.get("number", "")}
    return Sentence(
        title % {"what": told.text} if verb == "step" else title,
        kept(version, how() if how else "", "" if verb == "step" else told.text, told.by),
        sign="check" if verb == "step" else "project",
        tone="done" if verb in ("agree", "step", "achieve") else "bell" if verb == "fall_due" else "main",
        href=reverse("project_version", args=[told.entry.case_id, told.data["project"]])
        if "project" in told.data
        else "",
    )
