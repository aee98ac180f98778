"""What every sentence is made of: a line, its title, its smaller words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.cases.models import TimelineEntry
from jaras.kernel.coded import CodedList
from jaras.web.cases.words import name_of


@dataclass(frozen=True)
class Sentence:
    """What a line says: its title, its smaller words, somebody's own words, where it leads."""

    title: str
    details: tuple[str, ...] = ()
    quote: str = ""
    sign: str = "note"
    tone: str = "plain"
    href: str = ""


@dataclass(frozen=True)
class Told:
    """A line, with the names of the persons its case concerns."""

    entry: TimelineEntry
    persons: Mapping[int, str]

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.entry.data
        return data

    @property
    def text(self) -> str:
        text: str = self.entry.text
        return text

    @property
    def member(self) -> str:
        """The member the line is about, in the reader's script."""
        arabic = (get_language() or "").startswith("ar")
        return str((self.data.get("name_ar") if arabic else "") or self.data.get("name", ""))

    @property
    def by(self) -> str:
        name = name_of(self.entry.by)
        return _("by %(name)s") % {"name": name} if name else ""


def name_in(items: CodedList, code: str) -> str:
    """What a coded list calls this code, in the reader's language."""
    item = items.get(code)
    return item.name(get_language() or "fr") if item else ""


def kept(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
