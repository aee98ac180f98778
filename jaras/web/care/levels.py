"""Levels, moves, reasons in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from jaras.care.queries import Standing
from jaras.care.rules import Change, Grid, Reason
from jaras.people.lists import target_groups
from jaras.web.shell import signs
from jaras.web.shell.templating import label


@dataclass(frozen=True)
class Line:
    """One domain as a diagnosis shows it."""

    domain: str
    drawing: Markup | str
    level: str
    means: str
    note: str
    moved: Markup | str


def lines(stood: Standing, made_with: Grid) -> list[Line]:
    """Domain by domain, in the order of the grid; what was not assessed either time is left out."""
    assessed = {**stood.levels_before, **stood.levels}
    known = [code for code in made_with.domains if code in assessed]
    return [_line(stood, made_with, code) for code in [*known, *(set(assessed) - set(known))]]


def _line(stood: Standing, made_with: Grid, code: str) -> Line:
    row, before = stood.levels.get(code), stood.levels_before.get(code)
    domain = made_with.domains.get(code)
    return Line(
        domain=label(domain.item) if domain else code,
        drawing=signs.ladder(row.level, before) if row else "",
        level=label(made_with.level(row.level)) if row else _("Not assessed this time"),
        means=label(domain.at(row.level)) if row and domain else "",
        note=row.note if row else "",
        moved=moved(stood.changes.get(code), label(made_with.level(before)) if before else ""),
    )


def moved(change: Change | None, before: str) -> Markup | str:
    """How a domain moved, in words with their sign."""
    if change is None:
        return ""
    if change is Change.FIRST:
        return signs.worded("plus", _("Assessed for the first time"))
    said = {
        Change.UP: ("rise", _("Better than before (%(level)s)")),
        Change.DOWN: ("fall", _("Harder than before (%(level)s)")),
        Change.SAME: ("same", _("As before")),
        Change.UNSEEN: ("clock", _("Before: %(level)s")),
    }
    sign, words = said[change]
    return signs.worded(sign, words % {"level": before.lower()})


def reasons(given: Iterable[Reason], made_with: Grid) -> list[str]:
    """Why a need is proposed: the domain with its level, the public where it matters."""
    return [_reason(each, made_with) for each in given]


def _reason(reason: Reason, made_with: Grid) -> str:
    domain = made_with.domains.get(reason.domain)
    said = _("%(domain)s: %(level)s") % {
        "domain": label(domain.item) if domain else reason.domain,
        "level": label(made_with.level(reason.level)).lower(),
    }
    public = target_groups().get(reason.public)
    return f"{said} ({label(public)})" if public else said
