"""Committees with their seats, who sits in them on a day, which are called for by a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jaras.governance.models import Committee, Mandate, Seat
from jaras.governance.rules.committees import Called, SeatReason, proposed_seats
from jaras.kernel.actor import Actor


@dataclass
class Seated:
    """A seat on a day: who sits there, who stands in, who comes later, who was there."""

    seat: Seat
    titulars: list[Mandate] = field(default_factory=list)
    alternates: list[Mandate] = field(default_factory=list)
    later: list[Mandate] = field(default_factory=list)
    past: list[Mandate] = field(default_factory=list)

    @property
    def today(self) -> list[Mandate]:
        return [*self.titulars, *self.alternates]


def committees(actor: Actor) -> list[Committee]:
    return list(Committee.objects.visible_to(actor).living())


def composition(committee: Committee, *, on: date) -> list[Seated]:
    """Two queries, whatever the number of seats."""
    seats = {seat.pk: Seated(seat) for seat in committee.seats.living().select_related("organisation")}
    for mandate in Mandate.objects.filter(seat__in=list(seats)).select_related("member"):
        seated = seats[mandate.seat_id]
        if mandate.term.holds(on):
            (seated.titulars if mandate.titular else seated.alternates).append(mandate)
        else:
            (seated.later if mandate.since > on else seated.past).append(mandate)
    return list(seats.values())


def empty_seats(actor: Actor, *, on: date) -> dict[int, tuple[int, int]]:
    """Of each committee: how many seats, how many of them nobody holds."""
    seats = Seat.objects.living().filter(
        committee__in=Committee.objects.visible_to(actor).order_by().values("pk")
    )
    held = set(Mandate.objects.on(on).filter(seat__in=seats).values_list("seat_id", flat=True))
    found: dict[int, tuple[int, int]] = {}
    for pk, committee in seats.order_by().values_list("pk", "committee_id"):
        number, empty = found.get(committee, (0, 0))
        found[committee] = number + 1, empty + (pk not in held)
    return found


def called_for(
    committee: Committee, *, poles: Iterable[str], publics: Iterable[str], referred: Iterable[int]
) -> dict[int, list[SeatReason]]:
    """The seats that are proposed for a file, with why."""
    seats = [
        Called(seat.pk, seat.chair, seat.secretariat, seat.poles, seat.publics, seat.organisation_id)
        for seat in committee.seats.living()
    ]
    return proposed_seats(seats, poles=poles, publics=publics, referred=referred)
