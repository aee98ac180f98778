"""What follows from the board of places: a need learns what became of its place."""

from datetime import datetime

from django.utils import timezone

from jaras.care import events
from jaras.care.actions import stays
from jaras.care.models import Need, Stay
from jaras.care.rules import NeedState
from jaras.kernel.actor import SYSTEM, Actor
from jaras.partners import actions as partners
from jaras.partners import events as places
from jaras.partners import queries


def on_place_moved(event: places.OccupancyMoved, *, by: Actor, at: datetime) -> None:
    stay = (
        Stay.objects.filter(occupancy=event.occupancy_id)
        .select_related("case", "need__case", "person")
        .first()
    )
    if stay is not None:
        stays.follow(stay, event.verb, why=event.why, by=by, at=at)


def on_need_moved(event: events.NeedMoved, *, by: Actor, at: datetime) -> None:
    if event.state in (NeedState.MET, NeedState.GIVEN_UP):
        stays.let_go(Need.objects.get(pk=event.need_id), by=by, at=at)


def free_places() -> None:
    """Holds that ran out are ended, their needs open again; running it again changes nothing."""
    at = timezone.now()
    for occupancy in queries.run_out(at):
        partners.expire(occupancy=occupancy, by=SYSTEM, at=at)
