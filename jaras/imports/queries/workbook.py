"""The directory as sheets of a workbook, in the words of the reader, as it can be read again."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from jaras.imports.lists import HOURS, Sheet, sheets
from jaras.imports.queries.house import in_use
from jaras.imports.queries.told import NAMES, Row, rows_of, told
from jaras.imports.queries.words import Words
from jaras.imports.rules import Kind
from jaras.kernel.actor import Actor
from jaras.partners.models import Organisation
from jaras.partners.rules import identifier, namespace_of
from jaras.territory import queries as territory

Cells = tuple[str | int, ...]
Table = tuple[str, Iterator[Cells], tuple[int, ...]]


class Directory:
    """Every row in use, read once."""

    def __init__(self, actor: Actor) -> None:
        copy = territory.installation()
        self.namespace = namespace_of(copy.province_id, copy.begun_at) if copy else None
        self.rows = {kind: list(self._rows(kind, actor)) for kind in Kind}
        self.words = Words()

    def _rows(self, kind: Kind, actor: Actor) -> Iterator[Row]:
        of_part = ("organisation__name_fr", "organisation_id", "id")
        order = ("name_fr", "id") if kind is Kind.ORGANISATION else of_part
        for row in rows_of(kind).visible_to(actor).order_by(*order):
            if in_use(row) and (isinstance(row, Organisation) or row.organisation.active):
                yield row

    def tables(self) -> list[Table]:
        """A title, rows of which the first is the head, widths."""
        return [
            (
                self.words.word(sheet.item),
                self._weeks(sheet) if sheet.code == HOURS else self._table(sheet, Kind(sheet.code)),
                tuple(column.width for column in sheet.columns.values()),
            )
            for sheet in sheets().values()
        ]

    def _head(self, sheet: Sheet) -> Cells:
        return tuple(self.words.word(column.item) for column in sheet.columns.values())

    def _table(self, sheet: Sheet, kind: Kind) -> Iterator[Cells]:
        yield self._head(sheet)
        for row in self.rows[kind]:
            yield self._cells(sheet, self._places(kind, row) | told(kind, row))

    def _weeks(self, sheet: Sheet) -> Iterator[Cells]:
        """The usual week of every service, so that it can be filled; that of Ramadan where there is one."""
        yield self._head(sheet)
        for row in self.rows[Kind.SERVICE]:
            values = self._places(Kind.SERVICE, row) | told(Kind.SERVICE, row)
            weeks = [(_("usual"), values["hours"])]
            if any(values["ramadan_hours"]):
                weeks.append((_("Ramadan"), values["ramadan_hours"]))
            for week, lines in weeks:
                days = {f"day_{number}": line for number, line in enumerate(lines)}
                yield self._cells(sheet, values | {"week": week} | days)

    def _cells(self, sheet: Sheet, values: dict[str, Any]) -> Cells:
        return tuple(self.words.cell(column, values[code]) for code, column in sheet.columns.items())

    def _places(self, kind: Kind, row: Row) -> dict[str, Any]:
        said = {"key": self._key(kind, row.pk)}
        if isinstance(row, Organisation):
            return said
        of = row.organisation
        return said | {"of": self._key(Kind.ORGANISATION, of.pk), "of_name": of.name}

    def _key(self, kind: Kind, number: int) -> str:
        return str(identifier(self.namespace, NAMES[kind], number)) if self.namespace else ""
