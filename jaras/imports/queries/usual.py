"""Which of the usual actors the directory has already, which came from there and wait to be confirmed."""

from collections.abc import Collection

from jaras.imports.models import ImportedRow
from jaras.imports.rules import STANDING, Kind, Source
from jaras.kernel.coded import Item
from jaras.kernel.folding import fold
from jaras.partners.lists import usual_actors
from jaras.partners.models import Organisation


def usual() -> list[tuple[Item, bool]]:
    """Each with whether somebody of its name, of its acronym takes part already."""
    rows = Organisation.objects.active().values_list("name_fr", "name_ar", "acronym")
    known = {fold(name) for row in rows for name in row if name}
    return [
        (item, not known.isdisjoint(fold(name) for name in (item.name_fr, item.name_ar, item["acronym"])))
        for item in usual_actors()
    ]


def to_confirm(organisations: Collection[Organisation]) -> set[int]:
    """Those that came in as usual actors, of which nobody there said yet that they are right."""
    ids = [each.pk for each in organisations if each.confirmed_at is None]
    if not ids:
        return set()
    rows = ImportedRow.objects.filter(of__source=Source.USUAL, of__state__in=STANDING, added=True)
    return set(rows.filter(kind=Kind.ORGANISATION, row_id__in=ids).values_list("row_id", flat=True))
