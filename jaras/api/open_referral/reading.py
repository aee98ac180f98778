"""What is read of the directory for an answer: a fixed number of queries, whatever the size."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from jaras.api.open_referral import organisations as of_organisations
from jaras.api.open_referral import services as of_services
from jaras.api.open_referral.telling import Telling
from jaras.api.schemas import hsds
from jaras.partners.models import Contact, Organisation, Service, Site, Unit
from jaras.partners.queries import capacities, given_at, published_services, published_sites

Pair = tuple[int, int]


def read_sites() -> dict[int, Site]:
    """Every site that may be shown, with whether somebody in a wheelchair is received there."""
    reached = Unit.objects.active().filter(site=OuterRef("pk"), step_free=True)
    return {site.pk: site for site in published_sites().annotate(step_free=Exists(reached))}


def whole_services(rows: Sequence[Service], telling: Telling) -> list[hsds.Service]:
    ids = [row.pk for row in rows]
    sites, where, free = read_sites(), given_at(), capacities(ids, at=telling.at)
    return [
        of_services.service(
            row, [sites[pk] for pk in where.get(row.pk, ()) if pk in sites], free.get(row.pk, []), telling
        )
        for row in rows
    ]


def whole_organisations(
    rows: Sequence[Organisation], telling: Telling, *, full_service: bool
) -> list[hsds.Organization]:
    """With their services by name, or whole."""
    given = published_services().filter(organisation__in=rows)
    services: dict[int, list[hsds.Service | hsds.ServiceName]] = defaultdict(list)
    if full_service:
        found = list(given.prefetch_related("hours", "communes"))
        for row, told in zip(found, whole_services(found, telling), strict=True):
            services[row.organisation_id].append(told)
    else:
        for row in given:
            brief = of_services.service_brief(row, telling)
            services[row.organisation_id].append(hsds.ServiceName(id=brief.id, name=brief.name))
    sites: dict[int, list[Site]] = defaultdict(list)
    for site in read_sites().values():
        sites[site.organisation_id].append(site)
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.public().filter(organisation__in=rows):
        contacts[contact.organisation_id].append(contact)
    return [
        of_organisations.organisation(row, contacts[row.pk], sites[row.pk], services[row.pk], telling)
        for row in rows
    ]


def pairs(of: Sequence[int] | None = None) -> list[Pair]:
    """Services with the sites where they are given, by their numbers."""
    wanted = None if of is None else set(of)
    return sorted(
        (service, site)
        for service, sites in given_at().items()
        if wanted is None or service in wanted
        for site in sites
    )


def briefs_at_locations(found: Sequence[Pair], telling: Telling) -> list[hsds.ServiceAtLocationBrief]:
    services = published_services().in_bulk([service for service, _site in found])
    sites = read_sites()
    return [
        of_services.service_at_location_brief(services[service], sites[site], telling)
        for service, site in found
        if service in services and site in sites
    ]


def whole_at_locations(found: Sequence[Pair], telling: Telling) -> list[hsds.ServiceAtLocation]:
    ids = {service for service, _site in found}
    rows = published_services().filter(pk__in=ids).prefetch_related("hours", "communes")
    services = {row.pk: row for row in rows}
    sites, where, free = read_sites(), given_at(), capacities(ids, at=telling.at)
    return [
        of_services.service_at_location(
            services[service],
            sites[site],
            [sites[pk] for pk in where.get(service, ()) if pk in sites],
            free.get(service, []),
            telling,
        )
        for service, site in found
        if service in services and site in sites
    ]
