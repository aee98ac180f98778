"""Tables of the partners."""

from jaras.partners.models.confirmations import Confirmation, ConfirmationQuerySet
from jaras.partners.models.contacts import Contact, ContactQuerySet
from jaras.partners.models.conventions import Convention, ConventionQuerySet
from jaras.partners.models.directory import (
    OpeningHours,
    Organisation,
    OrganisationQuerySet,
    Service,
    ServiceQuerySet,
    calendar,
)
from jaras.partners.models.names import FormerName, FormerNameQuerySet
from jaras.partners.models.places import (
    Occupancy,
    OccupancyQuerySet,
    Site,
    SiteQuerySet,
    Unit,
    UnitQuerySet,
)

__all__ = [
    "Confirmation",
    "ConfirmationQuerySet",
    "Contact",
    "ContactQuerySet",
    "Convention",
    "ConventionQuerySet",
    "FormerName",
    "FormerNameQuerySet",
    "Occupancy",
    "OccupancyQuerySet",
    "OpeningHours",
    "Organisation",
    "OrganisationQuerySet",
    "Service",
    "ServiceQuerySet",
    "Site",
    "SiteQuerySet",
    "Unit",
    "UnitQuerySet",
    "calendar",
]
