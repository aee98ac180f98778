"""A row of the directory as plain values by field, the way entries are understood."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jaras.imports.lists import fields
from jaras.imports.rules import HOURS, Holds, Kind
from jaras.partners.models import Contact, Convention, Organisation, Service, Site
from jaras.partners.rules import Hours, line_of_day

Row = Organisation | Site | Service | Contact | Convention
MODELS: Mapping[Kind, type[Row]] = {
    Kind.ORGANISATION: Organisation,
    Kind.SITE: Site,
    Kind.SERVICE: Service,
    Kind.CONTACT: Contact,
    Kind.CONVENTION: Convention,
}
# What other directories call each, as `/hsds/` does.
NAMES = {
    Kind.ORGANISATION: "organization",
    Kind.SITE: "location",
    Kind.SERVICE: "service",
    Kind.CONTACT: "contact",
    Kind.CONVENTION: "convention",
}


def rows_of(kind: Kind) -> Any:
    """Every row of a kind, with what `told` reads of it, with its organisation."""
    rows: Any = MODELS[kind]._default_manager.all()
    if kind is Kind.SERVICE:
        rows = rows.prefetch_related("hours", "communes")
    return rows if kind is Kind.ORGANISATION else rows.select_related("organisation")


def told(kind: Kind, row: Row) -> dict[str, Any]:
    """`hours` and `communes` of a service must have been read with it; an unsaved row has none."""
    values = {name: _told(row, name, column.holds) for name, column in fields(kind).items()}
    if isinstance(row, Service):
        spans = (row.spans, row.ramadan_spans) if row.pk else ((), ())
        values |= {name: _week(hours) for name, hours in zip(HOURS, spans, strict=True)}
    return values


def _told(row: Row, name: str, holds: Holds) -> Any:
    read: Mapping[Holds, Callable[[], Any]] = {
        Holds.COMMUNE: lambda: getattr(row, f"{name}_id") or "",
        Holds.COMMUNES: lambda: sorted(each.code for each in getattr(row, name).all()) if row.pk else [],
        Holds.CODES: lambda: sorted(getattr(row, name)),
        Holds.DAY: lambda: getattr(row, name) and getattr(row, name).isoformat(),
    }
    return read.get(holds, lambda: getattr(row, name))()


def _week(hours: Iterable[Hours]) -> list[str]:
    hours = list(hours)
    return [line_of_day(each for each in hours if each.weekday == day) for day in range(7)]
