"""What HSDS 3.0 requires of each object: its fields that must be there, the kinds of all we tell."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

ENVELOPE = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _uuid(value: Any) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _days(value: Any) -> bool:
    return isinstance(value, str) and set(value.split(",")) <= DAYS


def _clock(value: Any) -> bool:
    return isinstance(value, str) and _moment(f"2026-01-01T{value}")


def _one_of(*allowed: str) -> Any:
    return lambda value: value in allowed


TEXT, NUMBER, ID = _text, _number, _uuid
# Object: what it must have; each field we know with its kind. A name stands for an object, `[name]` for many.
REQUIRED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "service_at_location": ("id",),
    "location": ("id", "location_type"),
    "address": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("id", "number"),
    "schedule": ("id",),
    "service_area": ("id",),
    "attribute": ("id",),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
    "accessibility": ("id",),
    "language": ("id",),
    "cost_option": ("id",),
    "required_document": ("id",),
    "contact": ("id",),
    "service_capacity": ("id", "unit", "available", "updated"),
    "unit": ("id", "name"),
}
KINDS: dict[str, dict[str, Any]] = {
    "service": {
        "organization_id": ID, "name": TEXT, "alternate_name": TEXT, "description": TEXT,
        "status": _one_of("active", "inactive", "defunct", "temporarily closed"),
        "eligibility_description": TEXT, "minimum_age": NUMBER, "maximum_age": NUMBER, "assured_date": _day,
        "fees_description": TEXT, "email": TEXT, "organization": "organization", "phones": ["phone"],
        "schedules": ["schedule"], "service_areas": ["service_area"], "languages": ["language"],
        "service_at_locations": ["service_at_location"], "attributes": ["attribute"],
        "cost_options": ["cost_option"], "required_documents": ["required_document"],
        "contacts": ["contact"], "capacities": ["service_capacity"],
    },
    "organization": {
        "name": TEXT, "alternate_name": TEXT, "description": TEXT, "email": TEXT, "phones": ["phone"],
        "locations": ["location"], "attributes": ["attribute"], "services": ["service"],
        "contacts": ["contact"],
    },
    "service_at_location": {
        "service_id": ID, "location_id": ID, "location": "location", "service": "service",
        "phones": ["phone"], "schedules": ["schedule"], "service_areas": ["service_area"],
    },
    "location": {
        "location_type": _one_of("physical", "postal", "virtual"), "organization_id": ID, "name": TEXT,
        "alternate_name": TEXT, "addresses": ["address"], "phones": ["phone"],
        "accessibility": ["accessibility"],
    },
    "address": {
        "location_id": ID, "address_1": TEXT, "city": TEXT, "region": TEXT, "state_province": TEXT,
        "postal_code": TEXT, "country": _one_of("MA"), "address_type": _one_of("physical"),
    },
    "phone": {
        "number": TEXT, "type": _one_of("voice"), "organization_id": ID, "service_id": ID, "location_id": ID,
        "contact_id": ID,
    },
    "schedule": {
        "service_id": ID, "freq": _one_of("WEEKLY", "MONTHLY"), "wkst": _one_of(*DAYS), "byday": _days,
        "opens_at": _clock, "closes_at": _clock, "timezone": NUMBER, "description": TEXT,
        "valid_from": _day, "valid_to": _day, "notes": TEXT,
    },
    "service_area": {
        "service_id": ID, "name": TEXT, "extent": TEXT,
        "extent_type": _one_of("geojson", "topojson", "kml", "text"),
    },
    "attribute": {
        "link_id": ID, "link_entity": TEXT, "link_type": TEXT, "taxonomy_term_id": ID,
        "taxonomy_term": "taxonomy_term",
    },
    "taxonomy": {"name": TEXT, "description": TEXT, "version": TEXT},
    "taxonomy_term": {
        "code": TEXT, "name": TEXT, "description": TEXT, "taxonomy": TEXT, "taxonomy_id": ID,
        "taxonomy_detail": "taxonomy", "language": TEXT,
    },
    "accessibility": {"location_id": ID, "description": TEXT},
    "language": {"service_id": ID, "name": TEXT, "code": TEXT},
    "cost_option": {
        "service_id": ID, "option": TEXT, "currency": TEXT, "amount": NUMBER, "amount_description": TEXT,
    },
    "required_document": {"service_id": ID, "document": TEXT},
    "contact": {
        "organization_id": ID, "service_id": ID, "title": TEXT, "department": TEXT, "name": TEXT,
        "phones": ["phone"], "email": TEXT,
    },
    "service_capacity": {
        "service_id": ID, "unit": "unit", "unit_id": ID, "available": NUMBER, "maximum": NUMBER,
        "description": TEXT, "updated": _moment,
    },
    "unit": {"name": TEXT, "identifier": TEXT},
}  # fmt: skip


def faults(kind: str, told: Any, where: str = "") -> Iterator[str]:
    """What an object lacks, what is of another kind, what the table does not know; its parts too."""
    here = where or kind
    if not isinstance(told, dict):
        yield f"{here} is no object"
        return
    for name in REQUIRED[kind]:
        if name not in told:
            yield f"{here} has no {name}"
    for name, value in told.items():
        wanted = ID if name == "id" else KINDS[kind].get(name)
        at = f"{here}.{name}"
        if wanted is None:
            yield f"{at} is not of the standard"
        elif isinstance(wanted, list):
            if not isinstance(value, list):
                yield f"{at} is no list"
            else:
                for number, each in enumerate(value):
                    yield from faults(wanted[0], each, f"{at}[{number}]")
        elif isinstance(wanted, str):
            yield from faults(wanted, value, at)
        elif not wanted(value):
            yield f"{at} cannot be {value!r}"


def faults_of_page(kind: str, told: Any) -> Iterator[str]:
    """What a list lacks: its envelope, each of its objects."""
    for name in ENVELOPE:
        wanted = bool if name in ("first_page", "last_page", "empty") else int
        if type(told.get(name)) is not wanted:
            yield f"the page of {kind} says {name}: {told.get(name)!r}"
    contents = told.get("contents")
    if not isinstance(contents, list):
        yield f"the page of {kind} has no contents"
        return
    if told.get("size") != len(contents):
        yield f"the page of {kind} counts {told.get('size')}, holds {len(contents)}"
    for number, each in enumerate(contents):
        yield from faults(kind, each, f"{kind}[{number}]")
