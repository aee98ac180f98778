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
class OrganisationConfirmed(OrganisationEvent):
    """Somebody there, or on the telephone with them, said that its page is right."""


@dataclass(frozen=True, kw_only=True)
class PartnerAsked(OrganisationEvent):
    """A letter asks it whether its page is right."""

    confirmation_id: int


@dataclass(frozen=True, kw_only=True)
class ConfirmationMoved(OrganisationEvent):
    """The letter left, was answered, what was answered is put right."""

    confirmation_id: int
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class OrganisationRenamed(OrganisationEvent):
    """It has another name; the one before stays known."""


@dataclass(frozen=True, kw_only=True)
class OrganisationReplaced(OrganisationEvent):
    """Another does its work from now on, with these services and sites."""

    successor_id: int
    service_ids: tuple[int, ...]
    site_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class EntryTakenBack(OrganisationEvent):
    """The organisation, or something of it that a file brought in, was never right: it is gone."""

    kind: str
    row_id: int


@dataclass(frozen=True, kw_only=True)
class ContactEvent(OrganisationEvent):
    contact_id: int


@dataclass(frozen=True, kw_only=True)
class ContactAdded(ContactEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContactAmended(ContactEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ContactRetired(ContactEvent):
    """Nobody answers there any more."""


@dataclass(frozen=True, kw_only=True)
class ConventionEvent(OrganisationEvent):
    convention_id: int


@dataclass(frozen=True, kw_only=True)
class ConventionConcluded(ConventionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ConventionAmended(ConventionEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ConventionLetGo(ConventionEvent):
    """Its end asks nothing of anybody."""


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


@dataclass(frozen=True, kw_only=True)
class SiteEvent(Event):
    subject: ClassVar[str] = "site"
    site_id: int


@dataclass(frozen=True, kw_only=True)
class SiteAdded(SiteEvent):
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class SiteAmended(SiteEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SiteConfirmed(SiteEvent):
    """Somebody there, or on the telephone with them, said that its board is right."""


@dataclass(frozen=True, kw_only=True)
class SiteLinkRenewed(SiteEvent):
    """Its staff hold a new link; the older one is dead."""


@dataclass(frozen=True, kw_only=True)
class SiteLinkSent(SiteEvent):
    """By e-mail, to the address of its staff."""


@dataclass(frozen=True, kw_only=True)
class SiteAsked(SiteEvent):
    """By text message, whether its board is right."""


@dataclass(frozen=True, kw_only=True)
class UnitsAdded(SiteEvent):
    service_id: int
    kind: str
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class UnitAmended(Event):
    subject: ClassVar[str] = "unit"
    unit_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OccupancyEvent(Event):
    subject: ClassVar[str] = "occupancy"
    occupancy_id: int
    unit_id: int


@dataclass(frozen=True, kw_only=True)
class OccupancyBegun(OccupancyEvent):
    state: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class OccupancyExtended(OccupancyEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OccupancyMoved(OccupancyEvent):
    verb: str
    before: str
    state: str
    why: str = ""
