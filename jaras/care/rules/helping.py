"""What an intervention says of itself, with what cannot be right in it."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from jaras.care.rules.interventions import InterventionState

LONG_AGO, FAR_AHEAD = timedelta(days=3660), timedelta(days=1830)
OTHER = "OTHER"  # of the reasons: it needs words
MOST_NIGHTS = 366
MOST_COST = Decimal(1_000_000)  # dirhams
CENT = Decimal("0.01")
# What has begun or ended cannot stand in the future.
HAPPENED = (InterventionState.STARTED, InterventionState.DONE, InterventionState.NOT_DONE)
# What is still to be done needs a case that is still followed.
AHEAD = (InterventionState.PLANNED, InterventionState.STARTED)


@dataclass(frozen=True, kw_only=True)
class Help:
    """One intervention as plain values: what a form says, or one row of many."""

    code: str
    moment: datetime  # when it was done, or for when it is planned
    state: str = InterventionState.DONE
    report_id: int | None = None
    case_id: int | None = None
    person_id: int | None = None
    need_id: int | None = None
    referral_id: int | None = None
    organisation_id: int | None = None
    commune_id: str | None = None
    place_text: str = ""
    nights: int = 0
    cost: Decimal | None = None  # dirhams
    reason: str = ""  # why it was not done: a code of `not_done_reasons`
    note: str = ""
    source: str = ""  # what made it: the same source is counted once


class Fault(StrEnum):
    """What is wrong; the value is the field to correct."""

    BELONGS = "case"
    STATE = "state"
    CODE = "code"
    TO_COME = "moment:to_come"
    PAST_PLAN = "moment:past_plan"
    FAR = "moment:far"
    REASON = "reason"
    REASON_WORDS = "note"
    NO_NIGHTS = "nights:not_here"
    NIGHTS = "nights"
    COST = "cost"
    CENTS = "cost:cents"

    @property
    def field(self) -> str:
        return self.partition(":")[0]


def fault(told: Help, *, at: datetime, codes: Container[str], sheltering: bool) -> Fault | None:
    """The first thing that cannot be right, seen from the hour at which it is written down."""
    if told.report_id is None and told.case_id is None:
        return Fault.BELONGS
    if told.code not in codes:
        return Fault.CODE
    if told.state not in set(InterventionState):
        return Fault.STATE
    return _of_time(told, at) or _of_reason(told) or _of_amounts(told, sheltering=sheltering)


def _of_time(told: Help, at: datetime) -> Fault | None:
    if told.state in HAPPENED and told.moment > at:
        return Fault.TO_COME
    if told.state == InterventionState.PLANNED and told.moment < at - timedelta(days=1):
        return Fault.PAST_PLAN
    if not at - LONG_AGO <= told.moment <= at + FAR_AHEAD:
        return Fault.FAR
    return None


def _of_reason(told: Help) -> Fault | None:
    """What was not done says why, from the list; another reason says which."""
    if (told.state == InterventionState.NOT_DONE) != bool(told.reason):
        return Fault.REASON
    if told.reason == OTHER and not told.note.strip():
        return Fault.REASON_WORDS
    return None


def _of_amounts(told: Help, *, sheltering: bool) -> Fault | None:
    if told.nights and not sheltering:
        return Fault.NO_NIGHTS
    if not 0 <= told.nights <= MOST_NIGHTS:
        return Fault.NIGHTS
    if told.cost is None:
        return None
    if not told.cost.is_finite() or not 0 <= told.cost <= MOST_COST:
        return Fault.COST
    return None if told.cost == told.cost.quantize(CENT) else Fault.CENTS
