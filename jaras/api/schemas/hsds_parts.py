"""What objects of the open directory consist of; what is not known is left out."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema


class Taxonomy(Schema):
    """A list of codes of the house."""

    id: UUID
    name: str
    description: str
    version: str


class Term(Schema):
    """One code of such a list."""

    id: UUID
    code: str
    name: str
    description: str
    taxonomy: str
    taxonomy_id: UUID
    taxonomy_detail: Taxonomy
    language: str


class Attribute(Schema):
    """A term that holds of something."""

    id: UUID
    link_id: UUID
    link_entity: str
    link_type: str
    taxonomy_term_id: UUID
    taxonomy_term: Term


class Phone(Schema):
    """A number to call, of one of the four."""

    id: UUID
    number: str
    type: Literal["voice"] = "voice"
    organization_id: UUID | None = None
    service_id: UUID | None = None
    location_id: UUID | None = None
    contact_id: UUID | None = None


class Contact(Schema):
    """A function that can be reached, never a person."""

    id: UUID
    organization_id: UUID
    title: str
    email: str | None = None
    phones: list[Phone]


class Schedule(Schema):
    """When a service receives: days that have the same hours, weekly; hours carry the offset in force."""

    id: UUID
    service_id: UUID
    freq: Literal["WEEKLY"] = "WEEKLY"
    wkst: Literal["MO"] = "MO"
    byday: str
    opens_at: str
    closes_at: str
    timezone: float
    description: str
    valid_from: date | None = None
    valid_to: date | None = None
    notes: str | None = None


class ServiceArea(Schema):
    """Whose inhabitants a service receives; `extent`: the code of the census, for names stand for several."""

    id: UUID
    service_id: UUID
    name: str
    extent: str
    extent_type: Literal["text"] = "text"


class Address(Schema):
    """Where one goes; empty where nobody wrote it, for the standard wants each line."""

    id: UUID
    location_id: UUID
    address_1: str
    city: str
    region: str
    state_province: str
    postal_code: str
    country: Literal["MA"] = "MA"
    address_type: Literal["physical"] = "physical"


class Accessibility(Schema):
    """What somebody in a wheelchair can use."""

    id: UUID
    location_id: UUID
    description: str


class Spoken(Schema):
    """A language in which a service is given."""

    id: UUID
    service_id: UUID
    name: str
    code: str | None = None


class CostOption(Schema):
    """What a service costs."""

    id: UUID
    service_id: UUID
    amount: int
    currency: Literal["mad"] = "mad"
    amount_description: str | None = None


class RequiredDocument(Schema):
    """One thing to bring."""

    id: UUID
    service_id: UUID
    document: str


class CapacityUnit(Schema):
    """What is counted: beds, cots, seats."""

    id: UUID
    name: str
    identifier: str


class Capacity(Schema):
    """Free places, after the draft of 3.1."""

    id: UUID
    service_id: UUID
    unit: CapacityUnit
    unit_id: UUID
    available: int
    maximum: int
    description: str
    updated: datetime
