"""Every write about who has which unit: held, arrived, longer, left, shut, open again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from secrets import randbelow
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, idempotency, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.lists import place_reasons
from jaras.partners.models import Occupancy, Unit
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.occupancy import (
    LIVING,
    LONGEST_HOLD,
    LONGEST_STAY,
    OCCUPANCY,
    ONE_AT_A_TIME,
    SHORTEST_HOLD,
    OccupancyState,
)

CODES = 10_000


class Taken(Refused):
    """Somebody has this unit already."""


def hold(*, unit: Unit, until: datetime, by: Actor, at: datetime, key: str = "") -> Occupancy:
    """Keep a unit for somebody who is on the way; the same `key` holds once. Raises `Taken`.

    When the hold runs out the unit is free at that instant, whether or not a job has said so.
    """
    _require_hold(until, at)
    return _take(unit, OccupancyState.HELD, by=by, at=at, key=key, ends_at=until, code=_code())


def come_in(
    *, unit: Unit, by: Actor, at: datetime, due_at: datetime | None = None, key: str = ""
) -> Occupancy:
    """Somebody whom nobody announced sleeps here from now on; the same `key` counts once. Raises `Taken`."""
    due = _due(due_at, at)
    return _take(unit, OccupancyState.OCCUPIED, by=by, at=at, key=key, due_at=due, arrived_at=at)


def shut(
    *, unit: Unit, reason: str, by: Actor, at: datetime, due_at: datetime | None = None, key: str = ""
) -> Occupancy:
    """Nobody can have this unit for now; a free one alone is shut. Raises `Taken`."""
    _require_reason(reason, OccupancyState.OUT_OF_ORDER)
    due = _due(due_at, at)
    return _take(unit, OccupancyState.OUT_OF_ORDER, by=by, at=at, key=key, due_at=due, reason=reason)


@transaction.atomic
def arrive(*, occupancy: Occupancy, by: Actor, at: datetime, due_at: datetime | None = None) -> Occupancy:
    """Whoever it was held for is there. A hold that ran out still counts, unless another has the unit."""
    occupancy = _locked(occupancy, by)
    if occupancy.state == OccupancyState.OCCUPIED:
        return occupancy  # two who saw them arrive
    _require_move(occupancy, "arrive")
    occupancy.ends_at, occupancy.arrived_at, occupancy.due_at = None, at, _due(due_at, at)
    return _move(occupancy, "arrive", "ends_at", "arrived_at", "due_at", by=by, at=at)


@transaction.atomic
def extend(*, occupancy: Occupancy, until: datetime, by: Actor, at: datetime) -> Occupancy:
    """Hold it longer, stay longer, shut longer. Raises `Taken` where another has it since a hold ran out."""
    occupancy = _locked(occupancy, by)
    if occupancy.state not in LIVING:
        raise Refused(_("This place was given back already."))
    if occupancy.state == OccupancyState.HELD:
        _require_hold(until, at)
        occupancy.ends_at = until
        _save(occupancy, "ends_at")
    else:
        occupancy.due_at = _due(until, at)
        _save(occupancy, "due_at")
    events.publish(
        facts.OccupancyExtended(occupancy_id=occupancy.pk, unit_id=occupancy.unit_id), by=by, at=at
    )
    return occupancy


@transaction.atomic
def release(*, occupancy: Occupancy, reason: str, by: Actor, at: datetime) -> Occupancy:
    """They do not come: the unit is free again."""
    return _end(occupancy, "release", reason, by=by, at=at)


@transaction.atomic
def leave(*, occupancy: Occupancy, reason: str, by: Actor, at: datetime) -> Occupancy:
    """They left: the unit is free again."""
    return _end(occupancy, "leave", reason, by=by, at=at)


@transaction.atomic
def mend(*, occupancy: Occupancy, by: Actor, at: datetime) -> Occupancy:
    """What was shut can be used again."""
    return _end(occupancy, "mend", occupancy.reason, by=by, at=at)


@transaction.atomic
def expire(*, occupancy: Occupancy, by: Actor, at: datetime) -> Occupancy:
    """The hold ran out: said for the record, the unit is free since then."""
    occupancy = _locked(occupancy, by)
    if occupancy.state != OccupancyState.HELD or occupancy.ends_at is None or occupancy.ends_at > at:
        return occupancy
    occupancy.reason = "expired"
    return _move(occupancy, "expire", "reason", by=by, at=at)


def _take(unit: Unit, state: OccupancyState, *, by: Actor, at: datetime, key: str, **taken: Any) -> Occupancy:
    """Whoever finds it taken is told before the transaction: a refusal waits for no writer.

    Of those who find it free at the same instant the database lets one have it.
    """
    access.require(by, PartnersVerb.PLACES, unit)
    if (first := idempotency.earlier(state, key)) is not None:
        return Occupancy.objects.get(pk=first)
    if Occupancy.objects.taking(at).filter(unit=unit).exists():
        raise _taken()
    with transaction.atomic():
        occupancy = _begin(unit, state, by=by, at=at, **taken)
        idempotency.remember(state, key, occupancy.pk, at=at)
    return occupancy


def _begin(unit: Unit, state: OccupancyState, *, by: Actor, at: datetime, **taken: Any) -> Occupancy:
    row = Unit.objects.select_for_update(of=("self",)).active().filter(pk=unit.pk).first()
    if row is None:
        raise Refused(_("This place is not on the board any more."))
    occupancy = Occupancy(unit=unit, state=state, begins_at=at, begun_by_id=by.member_id, **taken)
    with _one_at_a_time():
        occupancy.save(force_insert=True)
    events.publish(
        facts.OccupancyBegun(occupancy_id=occupancy.pk, unit_id=unit.pk, state=state, why=occupancy.reason),
        by=by,
        at=at,
    )
    return occupancy


def _end(occupancy: Occupancy, verb: str, reason: str, *, by: Actor, at: datetime) -> Occupancy:
    occupancy = _locked(occupancy, by)
    _require_move(occupancy, verb)
    _require_reason(reason, occupancy.state)
    occupancy.reason = reason
    # What ran out before ended then; nothing ends before it began, whatever a clock says.
    ends = min(at, occupancy.ends_at) if occupancy.ends_at else at
    occupancy.ends_at = max(ends, occupancy.begins_at)
    return _move(occupancy, verb, "ends_at", "reason", by=by, at=at)


def _move(occupancy: Occupancy, verb: str, *fields: str, by: Actor, at: datetime) -> Occupancy:
    before = occupancy.state
    workflow.move(occupancy, OCCUPANCY, verb, by=by, at=at)
    _save(occupancy, "state", *fields)
    events.publish(
        facts.OccupancyMoved(
            occupancy_id=occupancy.pk,
            unit_id=occupancy.unit_id,
            verb=verb,
            before=before,
            state=occupancy.state,
            why=occupancy.reason,
        ),
        by=by,
        at=at,
    )
    return occupancy


def _locked(occupancy: Occupancy, by: Actor) -> Occupancy:
    """The row as it is now; its unit is locked first, as in `hold`: no two wait for each other."""
    access.require(by, PartnersVerb.PLACES, occupancy)
    list(Unit.objects.select_for_update(of=("self",)).filter(pk=occupancy.unit_id))
    rows = Occupancy.objects.select_for_update(of=("self",)).select_related("unit__site", "unit__service")
    return rows.get(pk=occupancy.pk)


def _save(occupancy: Occupancy, *fields: str) -> None:
    with _one_at_a_time():
        occupancy.save_checked(*fields)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The refusal of the database, in a sentence; the transaction around it goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if ONE_AT_A_TIME not in str(error):
            raise
        raise _taken() from error


def _taken() -> Taken:
    return Taken(_("Somebody has this place meanwhile."))


def _require_move(occupancy: Occupancy, verb: str) -> None:
    if not OCCUPANCY.allows(occupancy.state, verb):
        raise Refused(_("This place was given back already."))


def _require_hold(until: datetime, at: datetime) -> None:
    if not at + SHORTEST_HOLD <= until <= at + LONGEST_HOLD:
        raise Refused(_("A place is held for five minutes at least, for a day at most."), field="until")


def _require_reason(reason: str, state: str) -> None:
    item = place_reasons().get(reason)
    if item is None or item["of"] != state or item.more.get("by_itself"):
        raise Refused(_("This value is not in the list."), field="reason")


def _due(due_at: datetime | None, at: datetime) -> datetime | None:
    if due_at is not None and not at < due_at <= at + LONGEST_STAY:
        raise Refused(_("Choose a day from now on, within a year."), field="due_at")
    return due_at


def _code() -> str:
    """Four digits to say at the door in place of a name."""
    return f"{randbelow(CODES):04}"
