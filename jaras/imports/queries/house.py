"""The directory as it stands, read once, to lay a file beside it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jaras.imports.models import ImportedRow
from jaras.imports.queries.told import NAMES, Row, rows_of
from jaras.imports.rules import STANDING, Kind
from jaras.kernel.folding import fold
from jaras.partners.models import Organisation
from jaras.partners.rules import identifier, namespace_of
from jaras.territory import queries as territory

# By which fields an entry without a key is known among those of its organisation, each way alone.
ALIKE: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.ORGANISATION: (("name_fr",), ("name_ar",)),
    Kind.SITE: (("name_fr",), ("name_ar",)),
    Kind.SERVICE: (("code",),),
    Kind.CONTACT: (("function_fr",), ("function_ar",)),
    Kind.CONVENTION: (("with_whom", "subject", "begins_on"),),
}
Way = tuple[object, ...]


@dataclass
class House:
    """Rows by kind and number; their numbers by what a file may call them, by what they are called."""

    rows: dict[Kind, dict[int, Row]] = field(default_factory=dict)
    keys: dict[tuple[Kind, str], int] = field(default_factory=dict)
    alike: dict[Way, list[int]] = field(default_factory=lambda: defaultdict(list))

    def by_key(self, kind: Kind, key: str) -> Row | None:
        number = self.keys.get((kind, key.lower()))
        return None if number is None else self.rows[kind].get(number)

    def by_words(self, kind: Kind, owner: int, values: dict[str, Any]) -> list[Row]:
        """Rows in use that are called the same; several: nobody can tell which."""
        for way in ways(kind, owner, values):
            if found := self.alike.get(way):
                return [self.rows[kind][number] for number in found]
        return []


def house() -> House:
    """A fixed number of queries, whatever the size."""
    found = House()
    for kind in Kind:
        found.rows[kind] = {row.pk: row for row in rows_of(kind)}
        for number, row in found.rows[kind].items():
            if in_use(row):
                values = {name: getattr(row, name) for way in ALIKE[kind] for name in way}
                for way in ways(kind, owner_of(row), values):
                    found.alike[way].append(number)
    found.keys = _remembered() | {(kind, key): number for kind, key, number in _named(found)}
    return found


def ways(kind: Kind, owner: int, values: dict[str, Any]) -> Iterable[Way]:
    """What stands for the words of an entry among those of its organisation."""
    for names in ALIKE[kind]:
        words = [fold(str(values.get(name) or "")) for name in names]
        if all(words):
            yield kind, owner, names, *words


def owner_of(row: Row) -> int:
    return 0 if isinstance(row, Organisation) else row.organisation_id


def in_use(row: Row) -> bool:
    """A convention has no end of use but its last day."""
    return bool(getattr(row, "active", True))


def _named(found: House) -> Iterable[tuple[Kind, str, int]]:
    """By the ids of `/hsds/`, which no other copy gives."""
    copy = territory.installation()
    if copy is None:
        return
    namespace = namespace_of(copy.province_id, copy.begun_at)
    for kind, rows in found.rows.items():
        for number in rows:
            yield kind, str(identifier(namespace, NAMES[kind], number)), number


def _remembered() -> dict[tuple[Kind, str], int]:
    """How other directories called what came from them."""
    rows = ImportedRow.objects.filter(of__state__in=STANDING).exclude(key="").order_by("id")
    return {(Kind(kind), key): number for kind, key, number in rows.values_list("kind", "key", "row_id")}
