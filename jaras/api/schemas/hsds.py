"""Objects of the Human Services Data Specification 3.0; what is not known is left out."""

from datetime import date
from typing import Generic, Literal, TypeVar
from uuid import UUID

from ninja import Schema

from jaras.api.schemas.hsds_parts import (
    Accessibility,
    Address,
    Attribute,
    Capacity,
    CapacityUnit,
    Contact,
    CostOption,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    Spoken,
    Taxonomy,
    Term,
)

__all__ = [
    "About",
    "Accessibility",
    "Address",
    "AtLocation",
    "Attribute",
    "Capacity",
    "CapacityUnit",
    "Contact",
    "CostOption",
    "Location",
    "LocationBrief",
    "Minimal",
    "Organization",
    "OrganizationBrief",
    "PageOf",
    "Phone",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceAtLocationBrief",
    "ServiceBrief",
    "ServiceName",
    "Spoken",
    "Taxonomy",
    "Term",
]

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


class OrganizationBrief(Schema):
    """Who gives services, in a list."""

    id: UUID
    name: str
    alternate_name: str | None = None
    description: str
    email: str | None = None


class ServiceBrief(Schema):
    """What is given, in a list."""

    id: UUID
    organization_id: UUID
    name: str
    alternate_name: str | None = None
    description: str
    status: Literal["active"] = "active"
    email: str | None = None
    eligibility_description: str | None = None
    fees_description: str | None = None
    assured_date: date | None = None
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
    languages: list[Spoken]
    cost_options: list[CostOption]
    required_documents: list[RequiredDocument]
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
    contacts: list[Contact]
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
