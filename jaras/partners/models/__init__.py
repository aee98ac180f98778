"""Tables of the partners."""

from jaras.partners.models.directory import (
    OpeningHours,
    Organisation,
    OrganisationQuerySet,
    Service,
    ServiceQuerySet,
)
from jaras.partners.models.places import (
    Occupancy,
    OccupancyQuerySet,
    Site,
    SiteQuerySet,
    Unit,
    UnitQuerySet,
)

__all__ = [
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
]
