"""Values of the directory in the words of the reader, as a file is read again."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.imports.lists import LISTS, Column
from jaras.imports.queries.dictionary import dictionary
from jaras.imports.rules import Holds
from jaras.kernel.coded import Item
from jaras.people.rules import Sex
from jaras.registers.rules.headings import key
from jaras.territory.models import Commune

AMONG = " ; "


class Words:
    """How each kind of value is written; what a word would not lead back to is written as its code."""

    def __init__(self) -> None:
        self.language = (get_language() or "fr")[:2]
        self.read = dictionary()
        names = Commune.objects.values_list("code", "name_fr", "name_ar")
        self.communes = {code: self._script(french, arabic) for code, french, arabic in names}

    def cell(self, column: Column, value: Any) -> str | int:
        write: dict[Holds, Callable[[], str | int]] = {
            Holds.CODE: lambda: self._code(column, value),
            Holds.CODES: lambda: AMONG.join(self._code(column, code) for code in value),
            Holds.COMMUNE: lambda: self._commune(value),
            Holds.COMMUNES: lambda: AMONG.join(map(self._commune, value)),
            Holds.SEX: lambda: {Sex.FEMALE: _("women"), Sex.MALE: _("men")}.get(value, ""),
            Holds.FLAG: lambda: _("yes") if value else _("no"),
            Holds.DAY: lambda: date.fromisoformat(value).strftime("%d/%m/%Y") if value else "",
            Holds.NUMBER: lambda: "" if value is None else value,
        }
        return write.get(column.holds, lambda: str(value))()

    def word(self, item: Item) -> str:
        return item.name(self.language)

    def _code(self, column: Column, code: str) -> str:
        item = LISTS[column.list]().get(code)
        word = self.word(item) if item else code
        return word if self.read.lists[column.list].get(key(word)) == code else code

    def _commune(self, code: str) -> str:
        name = self.communes.get(code, code)
        return name if self.read.communes.get(key(name)) == code else code

    def _script(self, french: str, arabic: str) -> str:
        return (arabic or french) if self.language == "ar" else french
