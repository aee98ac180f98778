"""The directory as anybody may read it: no member, no address for referrals, no hidden door."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from django.db.models import Count, Exists, Min, OuterRef, Q

from jaras.kernel import search
from jaras.kernel.folding import fold
from jaras.kernel.json_lists import Holds
from jaras.partners.lists import hidden_places, services
from jaras.partners.models import (
    Occupancy,
    Organisation,
    OrganisationQuerySet,
    Service,
    ServiceQuerySet,
    Site,
    SiteQuerySet,
    Unit,
)

TURNS = 3  # of the index, a hundred organisations each


@dataclass(frozen=True, kw_only=True)
class Kept:
    """To what a reading keeps; everything said counts at once."""

    words: str = ""
    pole: str = ""
    service: str = ""
    public: str = ""
    kind: str = ""
    for_some: bool = False  # those that name a public
    organisation_id: int | None = None


@dataclass(frozen=True)
class Capacity:
    """How many units of a kind a service has, how many are free, since when that is sure."""

    service_id: int
    kind: str
    most: int
    free: int
    confirmed_at: datetime


def published_services(kept: Kept | None = None) -> ServiceQuerySet:
    """What is given, by code, with who gives it."""
    kept = kept or Kept()
    rows = Service.objects.public().select_related("organisation__commune")
    if kept.words:
        rows = rows.filter(Q(organisation_id__in=_found(kept.words)) | Q(code__in=_named(kept.words)))
    if kept.pole:
        rows = rows.filter(pole=kept.pole)
    if kept.service:
        rows = rows.filter(code=kept.service)
    if kept.public:
        rows = rows.filter(Holds("publics", kept.public))
    if kept.for_some:
        rows = rows.exclude(publics=[])
    if kept.kind:
        rows = rows.filter(organisation__kind=kept.kind)
    if kept.organisation_id is not None:
        rows = rows.filter(organisation_id=kept.organisation_id)
    return rows


def published_organisations(kept: Kept | None = None) -> OrganisationQuerySet:
    """Who takes part, by name."""
    kept = kept or Kept()
    rows = Organisation.objects.public().select_related("commune").order_by("name_fr", "id")
    if kept.words:
        rows = rows.filter(pk__in=_found(kept.words))
    if kept.pole:
        rows = rows.of_pole(kept.pole)
    if kept.kind:
        rows = rows.filter(kind=kept.kind)
    if kept.service or kept.public or kept.for_some:
        gives = Kept(service=kept.service, public=kept.public, for_some=kept.for_some)
        rows = rows.filter(Exists(published_services(gives).filter(organisation=OuterRef("pk"))))
    return rows


def published_sites() -> SiteQuerySet:
    """Where people are received; a shelter whose door must stay unknown is nowhere.

    A site hides with the units of such a service; so does one without units whose organisation gives one.
    """
    hidden = hidden_places()
    units = Unit.objects.filter(site=OuterRef("pk"))
    gives = Service.objects.filter(organisation=OuterRef("organisation"), code__in=hidden)
    rows = (
        Site.objects.active()
        .filter(organisation__public=True)
        .select_related("commune__province", "organisation")
    )
    rows = rows.exclude(Exists(units.filter(service__code__in=hidden)))
    return rows.exclude(Exists(gives) & ~Exists(units))


def given_at() -> dict[int, list[int]]:
    """The sites of each published service, by their numbers.

    A service is where its units are; without units, at the only site of its organisation. Else nobody said.
    """
    shown = dict(published_sites().values_list("id", "organisation_id"))
    only = defaultdict(list)
    for site_id, organisation_id in Site.objects.active().values_list("id", "organisation_id"):
        only[organisation_id].append(site_id)
    by_units = defaultdict(set)
    for service_id, site_id in (
        Unit.objects.active().order_by().values_list("service_id", "site_id").distinct()
    ):
        by_units[service_id].add(site_id)
    found = {}
    for service_id, organisation_id in published_services().values_list("id", "organisation_id"):
        sites = by_units.get(service_id) or (only[organisation_id] if len(only[organisation_id]) == 1 else ())
        if told := sorted(each for each in sites if each in shown):
            found[service_id] = told
    return found


def capacities(service_ids: Collection[int], *, at: datetime) -> dict[int, list[Capacity]]:
    """Free units by service; those of a site that nobody ever confirmed are not counted."""
    taken = Occupancy.objects.taking(at).filter(unit=OuterRef("pk"), begins_at__lte=at)
    units = Unit.objects.active().filter(service_id__in=service_ids, site__confirmed_at__isnull=False)
    counted = units.annotate(taken=Exists(taken)).order_by("service_id", "kind").values("service_id", "kind")
    found = defaultdict(list)
    for row in counted.annotate(
        most=Count("pk"), free=Count("pk", filter=Q(taken=False)), since=Min("site__confirmed_at")
    ):
        found[row["service_id"]].append(
            Capacity(row["service_id"], row["kind"], row["most"], row["free"], row["since"])
        )
    return found


def _found(words: str) -> list[int]:
    return list(chain.from_iterable(islice(search.find("organisation", words), TURNS)))


def _named(words: str) -> list[str]:
    """Codes of services in one of whose names every word stands."""
    wanted = fold(words).split()
    return [
        item.code
        for item in services()
        if any(
            all(word in name for word in wanted)
            for name in map(fold, (item.name_fr, item.name_ar, item.name_en))
        )
    ]
