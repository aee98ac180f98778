"""Tables of the partners."""

from jaras.partners.models.directory import OpeningHours, Organisation, OrganisationQuerySet, Service
from jaras.partners.models.places import Occupancy, OccupancyQuerySet, Site, Unit, UnitQuerySet

__all__ = [
    "Occupancy",
    "OccupancyQuerySet",
    "OpeningHours",
    "Organisation",
    "OrganisationQuerySet",
    "Service",
    "Site",
    "Unit",
    "UnitQuerySet",
]
