"""Shelters with two thousand places, fifty thousand stays that are over."""

from datetime import timedelta

from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.models import Occupancy, Unit

SITES, UNITS, PAST = 50, 40, 50_000


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


def _past(unit: int, number: int) -> Occupancy:
    """Stays of one unit follow each other, one every ten days."""
    left = timezone.now() - timedelta(days=10 * (1 + number // (SITES * UNITS)))
    return Occupancy(
        unit_id=unit, state="ended", reason="home", begins_at=left - timedelta(days=3), ends_at=left
    )
