"""Imports as people read them: the list, one of them, what it did not take back."""

from collections.abc import Iterator

from jaras.imports.models import DirectoryImport
from jaras.imports.queries.told import Row, rows_of
from jaras.imports.rules import Kind
from jaras.kernel import keys
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page


def listed(actor: Actor, *, after: str = "") -> Page[DirectoryImport]:
    """Fifty imports, the last one first."""
    rows = DirectoryImport.objects.visible_to(actor).select_related("by").defer("found")
    found = page(rows, order=("-id",), after=after)
    keys.prepare(each.__dict__["name"] for each in found.rows)
    return found


def opened(actor: Actor, pk: int) -> DirectoryImport | None:
    return DirectoryImport.objects.visible_to(actor).select_related("by").filter(pk=pk).first()


def stays(imported: DirectoryImport) -> Iterator[tuple[Kind, Row, list[str]]]:
    """What was not taken back, with the fields that somebody changed; none: all of it is somebody's now."""
    numbers: dict[Kind, dict[int, list[str]]] = {}
    for kind, number, fields in imported.stays:
        numbers.setdefault(Kind(kind), {})[number] = fields
    for kind, told in numbers.items():
        for row in rows_of(kind).filter(pk__in=told):
            yield kind, row, told[row.pk]
