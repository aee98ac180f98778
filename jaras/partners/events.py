"""What happens to organisations."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OrganisationEvent(Event):
    subject: ClassVar[str] = "organisation"
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class OrganisationRegistered(OrganisationEvent):
    kind: str


@dataclass(frozen=True, kw_only=True)
class OrganisationAmended(OrganisationEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationRetired(OrganisationEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OrganisationRestored(OrganisationEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ServiceEvent(Event):
    subject: ClassVar[str] = "service"
    service_id: int


@dataclass(frozen=True, kw_only=True)
class ServiceAdded(ServiceEvent):
    organisation_id: int
    code: str


@dataclass(frozen=True, kw_only=True)
class ServiceAmended(ServiceEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ServiceRetired(ServiceEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ServiceRestored(ServiceEvent):
    pass
