"""Objects of the Human Services Data Specification 3.0; what is not known is left out."""

from datetime import datetime
from typing import Generic, Literal, TypeVar
from uuid import UUID

from ninja import Schema

T = TypeVar("T")


class About(Schema):
    """What this interface is."""

    version: str
    profile: str
    openapi_url: str
    description: str


class PageOf(Schema, Generic[T]):
    """A page of a list, as every list of the standard comes."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[T]


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
    """A number to call, of one of the three."""

    id: UUID
    number: str
    type: Literal["voice"] = "voice"
    organization_id: UUID | None = None
    service_id: UUID | None = None
    location_id: UUID | None = None


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


class ServiceArea(Schema):
    """Whose inhabitants a service receives."""

    id: UUID
    service_id: UUID
    name: str


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


class LocationBrief(Schema):
    """A site in a list."""

    id: UUID
    location_type: Literal["physical"] = "physical"
    organization_id: UUID
    name: str
    alternate_name: str | None = None


class Location(LocationBrief):
    """A site where people are received."""

    addresses: list[Address]
    phones: list[Phone]
    accessibility: list[Accessibility]


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


class OrganizationBrief(Schema):
    """Who gives services, in a list."""

    id: UUID
    name: str
    alternate_name: str | None = None
    description: str


class ServiceBrief(Schema):
    """What is given, in a list."""

    id: UUID
    organization_id: UUID
    name: str
    alternate_name: str | None = None
    description: str
    status: Literal["active"] = "active"
    eligibility_description: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    organization: OrganizationBrief


class AtLocation(Schema):
    """A service at a site, beneath its service."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: Location


class Service(ServiceBrief):
    """What is given, whole."""

    phones: list[Phone]
    schedules: list[Schedule]
    service_areas: list[ServiceArea]
    service_at_locations: list[AtLocation]
    attributes: list[Attribute]
    capacities: list[Capacity]


class ServiceName(Schema):
    """A service beneath its organisation."""

    id: UUID
    name: str
    status: Literal["active"] = "active"


class Minimal(Schema):
    """A service of which only the name elsewhere is wanted."""

    id: UUID


class Organization(OrganizationBrief):
    """Who gives services, whole; each service by its name, or whole too."""

    phones: list[Phone]
    locations: list[Location]
    attributes: list[Attribute]
    services: list[Service | ServiceName]


class ServiceAtLocationBrief(Schema):
    """A service at a site, in a list."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: LocationBrief
    service: ServiceBrief


class ServiceAtLocation(Schema):
    """A service at a site, whole."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: Location
    service: Service
    phones: list[Phone]
    schedules: list[Schedule]
    service_areas: list[ServiceArea]
