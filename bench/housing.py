"""Shelters with two thousand places, fifty thousand past stays; two thousand services of one pole."""

from datetime import time, timedelta

from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.lists import services
from jaras.partners.models import Occupancy, OpeningHours, Organisation, Service, Unit
from jaras.territory.models import Commune

SITES, UNITS, PAST = 50, 40, 50_000
ORGANISATIONS, GIVEN = 390, 5  # services of each, with those of the shelters two thousand


def house() -> None:
    """Half of the places are taken tonight; every board was confirmed an hour ago."""
    at = timezone.now()
    for number in range(SITES):
        organisation = actions.register(
            name_fr=f"Foyer {number:02}", kind="shelter", poles=["ACC"], by=SYSTEM, at=at
        )
        service = actions.add_service(
            organisation=organisation, code="ACC-HEB", always_open=True, by=SYSTEM, at=at
        )
        site = actions.add_site(organisation=organisation, name_fr=f"Foyer {number:02}", by=SYSTEM, at=at)
        labels = [f"Lit {label}" for label in range(1, UNITS + 1)]
        actions.add_units(site=site, labels=labels, service=service, kind="bed", by=SYSTEM, at=at)
        actions.confirm_site(site=site, by=SYSTEM, at=at)
    units = list(Unit.objects.order_by("id").values_list("pk", flat=True))
    for part in range(0, PAST, 5000):
        Occupancy.objects.bulk_create(
            _past(units[number % len(units)], number) for number in range(part, part + 5000)
        )
    Occupancy.objects.bulk_create(
        Occupancy(unit_id=pk, state="occupied", begins_at=at - timedelta(hours=9), arrived_at=at)
        for pk in units[::2]
    )


def directory() -> None:
    """What the pole of shelter gives, two thousand times: most with hours, some for a few communes."""
    codes = [item.code for item in services() if item["pole"] == "ACC"]
    homes = list(Commune.objects.values_list("pk", flat=True)[:31])
    helpers = Organisation.objects.bulk_create(
        Organisation(name_fr=f"Association {number:03}", kind="ASSOC", commune_id=homes[number % len(homes)])
        for number in range(ORGANISATIONS)
    )
    given = Service.objects.bulk_create(
        Service(
            organisation=helper,
            code=codes[(number + part) % len(codes)],
            pole="ACC",
            telephone="0523490000",
            always_open=number % 3 == 0,
        )
        for number, helper in enumerate(helpers)
        for part in range(GIVEN)
    )
    hours = [(time(8), time(12)), (time(14), time(18))]
    OpeningHours.objects.bulk_create(
        OpeningHours(service=service, weekday=day, opens=opens, closes=closes)
        for service in given
        if not service.always_open
        for day in range(5)
        for opens, closes in hours
    )
    Service.communes.through.objects.bulk_create(
        Service.communes.through(service=service, commune_id=homes[number % len(homes) - far])
        for number, service in enumerate(given[::4])
        for far in range(3)
    )


def _past(unit: int, number: int) -> Occupancy:
    """Stays of one unit follow each other, one every ten days."""
    left = timezone.now() - timedelta(days=10 * (1 + number // (SITES * UNITS)))
    return Occupancy(
        unit_id=unit, state="ended", reason="home", begins_at=left - timedelta(days=3), ends_at=left
    )
