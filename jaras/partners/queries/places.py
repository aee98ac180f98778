"""The board of places: which units are free, held, occupied, shut at this instant."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from jaras.kernel.actor import Actor
from jaras.kernel.pages import page
from jaras.partners.models import Occupancy, Organisation, Service, Site, Unit, UnitQuerySet
from jaras.partners.rules.occupancy import STAYS_SURE, OccupancyState

SITES = 12  # of one page of the board
FREE = "free"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How the board is filtered; nothing said: everything."""

    commune: str = ""
    service: str = ""  # a code
    sex: str = ""  # places that take this sex
    step_free: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit with what takes it, if anything does."""

    unit: Unit
    occupancy: Occupancy | None

    @property
    def state(self) -> str:
        return self.occupancy.state if self.occupancy else FREE


@dataclass
class OnBoard:
    """A site with its units."""

    site: Site
    spots: list[Spot] = field(default_factory=list)
    at: datetime | None = None

    @property
    def counted(self) -> "Counter[str]":
        return Counter(spot.state for spot in self.spots)

    @property
    def sure(self) -> bool:
        """Whether somebody there has said lately that this is so."""
        confirmed = self.site.confirmed_at
        return confirmed is not None and self.at is not None and self.at - confirmed <= STAYS_SURE


@dataclass(frozen=True)
class Counts:
    """How many units are in which state."""

    free: int = 0
    held: int = 0
    occupied: int = 0
    out_of_order: int = 0

    @property
    def all(self) -> int:
        return self.free + self.held + self.occupied + self.out_of_order


def board(
    actor: Actor, asked: Asked, *, at: datetime, after: str = "", size: int = SITES
) -> tuple[list[OnBoard], str]:
    """A page of sites by name, each with the units that were asked for; the key of the page after it."""
    units = _units(actor, asked, at)
    here = Site.objects.visible_to(actor).active().filter(Exists(units.filter(site=OuterRef("pk"))))
    if asked.commune:
        here = here.filter(commune=asked.commune)
    found = page(
        here.select_related("commune", "organisation"), order=("name_fr", "id"), after=after, size=size
    )
    return _with_units(found.rows, units, at), found.after


def on_board(site: Site, actor: Actor, *, at: datetime) -> OnBoard:
    """One site with all its units that this actor sees."""
    return _with_units([site], _units(actor, Asked(), at), at)[0]


def counts(actor: Actor, asked: Asked, *, at: datetime) -> Counts:
    """Over every site, whatever page is shown."""
    units = _units(actor, asked, at)
    if asked.commune:
        units = units.filter(site__commune=asked.commune)
    taken = Occupancy.objects.taking(at).filter(unit__in=units)
    states = Counter(taken.order_by().values_list("state", flat=True))
    return Counts(
        free=units.count() - sum(states.values()),
        held=states[OccupancyState.HELD],
        occupied=states[OccupancyState.OCCUPIED],
        out_of_order=states[OccupancyState.OUT_OF_ORDER],
    )


def free_units(actor: Actor, services: Collection[str], *, at: datetime) -> list[Unit]:
    """Every free unit of services of these codes."""
    rows = _units(actor, Asked(free=True), at).filter(service__code__in=services)
    rows = rows.select_related("service__organisation", "site__organisation", "site__commune")
    return list(rows.order_by("site", "id"))


class Takes(NamedTuple):
    """Whom one unit takes; what is empty excludes nobody."""

    sex: str
    youngest: int | None
    oldest: int | None


def free_of(services: QuerySet[Service], *, at: datetime) -> dict[int, list[Takes]]:
    """The free units of each of these services; one without units on the board is not among the keys."""
    units = Unit.objects.active().filter(service__in=services.values("pk")).order_by()
    taken = Exists(Occupancy.objects.taking(at).filter(unit=OuterRef("pk")))
    found: dict[int, list[Takes]] = {}
    for service, is_taken, *takes in units.values_list("service", taken, "sex", "youngest", "oldest"):
        free = found.setdefault(service, [])
        if not is_taken:
            free.append(Takes(*takes))
    return found


def sites_of(organisation: Organisation, actor: Actor) -> list[Site]:
    """Where it receives."""
    rows = Site.objects.visible_to(actor).filter(organisation=organisation, active=True)
    return list(rows.select_related("commune").order_by("name_fr", "id"))


def codes_with_places(actor: Actor) -> set[str]:
    """The services that have a place on the board, whoever has it."""
    rows = Unit.objects.visible_to(actor).active().order_by()
    return set(rows.values_list("service__code", flat=True).distinct())


def run_out(at: datetime) -> list[Occupancy]:
    """Holds whose time has passed, for the job that ends them."""
    return list(
        Occupancy.objects.filter(state=OccupancyState.HELD, ends_at__lte=at).order_by("ends_at", "id")
    )


def _units(actor: Actor, asked: Asked, at: datetime) -> UnitQuerySet:
    rows = Unit.objects.visible_to(actor).active()
    if asked.service:
        rows = rows.filter(service__code=asked.service)
    if asked.sex:
        takes = ("", asked.sex)
        rows = rows.filter(sex__in=takes, service__sex__in=takes)
    if asked.step_free:
        rows = rows.filter(step_free=True)
    if asked.free:
        rows = rows.exclude(Exists(Occupancy.objects.taking(at).filter(unit=OuterRef("pk"))))
    return rows


def _with_units(sites: Sequence[Site], units: UnitQuerySet, at: datetime) -> list[OnBoard]:
    here = {site.pk: OnBoard(site, at=at) for site in sites}
    shown = units.filter(site__in=here)
    taken = {row.unit_id: row for row in Occupancy.objects.taking(at).filter(unit__in=shown.values("pk"))}
    services = Service.objects.in_bulk(shown.order_by().values_list("service", flat=True).distinct())
    for unit in shown.order_by("site", "id"):
        unit.service = services[unit.service_id]
        here[unit.site_id].spots.append(Spot(unit, taken.get(unit.pk)))
    return list(here.values())
