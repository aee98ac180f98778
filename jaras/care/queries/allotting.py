"""Everybody who waits for a place beside every free place: the best for all together, with why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from django.db.models import QuerySet

from jaras.care.models import Need
from jaras.care.queries.fitting import suits, wanted_by
from jaras.care.queries.offers import offers
from jaras.care.rules import NeedState
from jaras.care.rules.allocation import Reason, Waiting, allocate
from jaras.care.rules.fitting import weigh
from jaras.cases.models import PERIL
from jaras.kernel.actor import Actor
from jaras.partners import queries as partners
from jaras.partners.models import Service, Unit
from jaras.territory import queries as territory
from jaras.territory.rules.geometry import Point, distance_m

MOST = 200  # of those who wait, the longest first
ELSEWHERE_KM = 25.0  # between two communes whose boundaries nobody imported, or that nobody said
LONG = (timedelta(days=3), timedelta(days=1))  # whoever waits so long comes second, third


@dataclass(frozen=True)
class Allotted:
    """Somebody who waits: the place proposed, how far it is; else why there is none, who has it instead."""

    need: Need
    turn: Waiting
    unit: Unit | None = None
    kilometres: float | None = None  # none: not known
    reason: Reason | None = None
    instead: Need | None = None


def allotted(actor: Actor, *, at: datetime) -> list[Allotted]:
    """Those for whom there is a place first, in the order of their turns."""
    needs = list(_waiting(actor)[:MOST])
    units = partners.free_units(actor, {need.service for need in needs}, at=at)
    centres = territory.centres()
    ways = _distances(needs, units, centres, at)
    turns = [turn(need, at) for need in needs]
    found = allocate(turns, np.where(np.isnan(ways), np.inf, ways))
    rows = []
    for number, (need, place) in enumerate(zip(needs, found.places, strict=True)):
        if place is not None:
            far = _kilometres(_commune(need), units[place].site.commune_id or "", centres)
            rows.append(Allotted(need, turns[number], unit=units[place], kilometres=far))
            continue
        refusal = found.refusals[number]
        instead = needs[refusal.instead] if refusal.instead is not None else None
        rows.append(Allotted(need, turns[number], reason=refusal.reason, instead=instead))
    return sorted(
        rows, key=lambda row: (row.unit is None, not row.turn.peril, row.turn.priority, row.need.at)
    )


def turn(need: Need, at: datetime) -> Waiting:
    """In peril: an urgent need of a case in peril. Before others: urgent, then who waits longest."""
    if need.urgent:
        return Waiting(peril=need.case.urgency == PERIL, priority=1)
    waited = at - need.at
    return Waiting(priority=2 + sum(waited < each for each in LONG))


def _waiting(actor: Actor) -> QuerySet[Need, Need]:
    codes = partners.codes_with_places(actor)
    rows = Need.objects.visible_to(actor).filter(state=NeedState.OPEN, service__in=codes)
    return rows.filter(case__is_living=True).select_related("case", "person").order_by("at", "id")


def _distances(
    needs: Sequence[Need], units: Sequence[Unit], centres: Mapping[str, Point], at: datetime
) -> np.ndarray:
    """Kilometres from each need to each unit that suits; not a number where it does not."""
    ways = np.full((len(needs), len(units)), np.nan)
    services = Service.objects.filter(pk__in={unit.service_id for unit in units})
    known = {pk: replace(each, telephone=True) for pk, each in offers(services, at=at).items()}
    for row, need in enumerate(needs):
        wanted, here = wanted_by(need, need.person, at), _commune(need)
        fits: dict[int, bool] = {}
        for column, unit in enumerate(units):
            service = unit.service
            if service.code != need.service or not suits(wanted, unit):
                continue
            if service.pk not in fits:
                fits[service.pk] = weigh(wanted, known[service.pk]).fits
            if fits[service.pk]:
                far = _kilometres(here, unit.site.commune_id or "", centres)
                ways[row, column] = ELSEWHERE_KM if far is None else far
    return ways


def _kilometres(here: str, there: str, centres: Mapping[str, Point]) -> float | None:
    """Between the middles of two communes; within one, none."""
    if here and here == there:
        return 0.0
    if here in centres and there in centres:
        return distance_m(centres[here], centres[there]) / 1000
    return None


def _commune(need: Need) -> str:
    return need.case.commune_id or (need.person.commune_id if need.person else "") or ""
