"""The copy of what is held on a person as a PDF."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from jaras.care.lists import grid
from jaras.care.rules.grid import LEVELS
from jaras.intake.lists import perceptions
from jaras.people.lists import languages, target_groups
from jaras.people.models import Person
from jaras.privacy import lists
from jaras.privacy.queries import Held
from jaras.territory import queries as territory
from jaras.web.shell import moments, paper
from jaras.web.shell.templating import label, language

TEMPLATE = Path(__file__).parent / "copy.typ"
CODES = {"target_groups": target_groups, "perceptions": perceptions, "languages": languages}

Line = tuple[str, str]  # what kind of data, what it says


def pdf(person: Person, rows: Sequence[Held], *, left_out: int, at: datetime) -> bytes:
    """In the language that is active."""
    return paper.pdf(TEMPLATE, said_by(person, rows, left_out=left_out, at=at))


def said_by(person: Person, rows: Sequence[Held], *, left_out: int, at: datetime) -> dict[str, Any]:
    place = territory.installation()
    without = ngettext(
        "One passage was left out so as not to endanger somebody else.",
        "%(number)d passages were left out so as not to endanger somebody else.",
        left_out,
    ) % {"number": left_out}
    return {
        "language": language(),
        "rtl": get_language_bidi(),
        "title": _("What is held about you"),
        "name": (person.arabic_name if language() == "ar" else person.latin_name) or person.label,
        "day": moments.exact(at.date()),
        "cell": (place.cell_name if place else "") or _("The Social Vigilance Cell"),
        "intro": _(
            "This copy is given under law 09-08. You may ask for a correction, oppose, or complain to the "
            "cell, then to the national commission (CNDP)."
        ),
        "left_out": without if left_out else "",
        "nothing": "" if rows else _("Nothing is held."),
        "sections": [
            {"title": title, "rows": [{"day": day, "lines": lines} for _key, day, lines in each]}
            for title, each in sections(rows)
        ],
        # It belongs to the person: it does not carry the sentence that keeps the house's own files inside.
        "mark": _("Given to the person under law 09-08, %(day)s. It is theirs.")
        % {"day": moments.exact(at.date())},
        "page": _("Page"),
    }


def sections(rows: Iterable[Held]) -> list[tuple[str, list[tuple[str, str, list[Line]]]]]:
    """Table after table: its title, each row with its key, its day, what it says."""
    return [
        (
            label(lists.tables()[table]),
            [(row.key, moments.exact(row.at) if row.at else "", _lines(row)) for row in each],
        )
        for table, each in groupby(rows, key=lambda row: row.table)
    ]


def _lines(row: Held) -> list[Line]:
    lines = [(label(lists.categories()[code]), shown(name, value)) for code, name, value in row.values]
    if row.files:
        lines.append((_("File"), _("A file is kept: ask to see it.")))
    return [line for line in lines if line[1]]


def shown(name: str, value: Any) -> str:
    """A value in words."""
    if name in CODES and isinstance(value, list):
        known = [CODES[name]().get(str(code)) for code in value]
        return ", ".join(label(item) for item in known if item is not None)
    if name == "domain" and value in grid().domains:
        return label(grid().domains[value].item)
    if name == "level" and value in LEVELS:
        return label(grid().level(value))
    if name == "sex":
        return {"f": _("Woman"), "m": _("Man")}.get(value, "")
    if name == "born_estimated":
        return _("The year of birth is guessed") if value else ""
    if isinstance(value, datetime | date):
        return moments.exact(value)
    if isinstance(value, dict):
        return " · ".join(filter(None, (shown("", each) for each in value.values())))
    if isinstance(value, list):
        return " · ".join(filter(None, (shown("", each) for each in value)))
    return str(value)
