"""Which free places suit a need; for whom a place is taken, as far as the asker may know."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from jaras.care.models import Need, Stay
from jaras.care.queries.fitting import suits, wanted_by
from jaras.care.queries.offers import offers
from jaras.care.rules.fitting import Verdict, weigh
from jaras.cases.models import Case
from jaras.kernel.actor import Actor
from jaras.partners import queries as partners
from jaras.partners.models import Service, Site, Unit
from jaras.people.models import Person


@dataclass(frozen=True)
class FreePlace:
    """A site with free places of the service that is needed: the first to hold, how many, why."""

    site: Site
    units: list[Unit]
    verdict: Verdict

    @property
    def unit(self) -> Unit:
        return self.units[0]


def free_places(need: Need, person: Person | None, actor: Actor, *, at: datetime) -> list[FreePlace]:
    """The best first; a site that does not suit comes after those that do, with the rule it fails."""
    wanted = wanted_by(need, person, at)
    by_site: dict[tuple[int, int], list[Unit]] = {}
    for unit in partners.free_units(actor, [need.service], at=at):
        if suits(wanted, unit):
            by_site.setdefault((unit.site_id, unit.service_id), []).append(unit)
    known = offers(Service.objects.filter(pk__in={service for _site, service in by_site}), at=at)
    found = []
    for (_site, service), units in by_site.items():
        site = units[0].site
        offer = replace(known[service], home=site.commune_id or "", telephone=True, free=len(units))
        found.append(FreePlace(site, units, weigh(wanted, offer)))
    return sorted(found, key=lambda each: (not each.verdict.fits, -each.verdict.points, each.site.name))


def stays_on(actor: Actor, occupancies: Collection[int]) -> dict[int, Stay]:
    """For whom these places are taken, by occupancy, of those that this actor may know."""
    rows = Stay.objects.visible_to(actor).filter(occupancy__in=occupancies)
    return {row.occupancy_id: row for row in rows.select_related("case", "need", "person")}


def stays_of(case: Case, actor: Actor) -> list[Stay]:
    """Every place that was taken for this case, the newest first."""
    rows = Stay.objects.visible_to(actor).filter(case=case)
    return list(rows.select_related("need", "person", "occupancy__unit__site__commune"))
