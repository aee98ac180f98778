"""What becomes of an intervention once it is written down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction

from jaras.care import events as facts
from jaras.care.actions.checking import Ground, checked
from jaras.care.actions.recording import day, is_met, lines, read_again
from jaras.care.lists import interventions
from jaras.care.models import Intervention, Need
from jaras.care.rules import INTERVENTION, CareVerb, Help
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.kernel import access, counters, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.partners.models import Organisation
from jaras.people.models import Person
from jaras.territory.models import Commune

# What of an intervention its events tell: codes, numbers, days.
TOLD = ("code", "pole", "state", "nights", "reason")
LINKS = ("report_id", "case_id", "person_id", "need_id", "organisation_id", "commune_id")


@transaction.atomic
def move(
    *,
    intervention: Intervention,
    verb: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    words: str = "",
    moment: datetime | None = None,
    nights: int | None = None,
    cost: Decimal | None = None,
    meets: bool | None = None,
) -> Intervention:
    """Start it, do it, leave it undone with the coded `reason`, cancel it saying why in `words`."""
    access.require(by, CareVerb.ACT, intervention)
    source, before = intervention.state, _facts_of(intervention)
    words = text.within(words, limit=2000, field="note")
    state = workflow.target(INTERVENTION, source, verb, reason=words or reason)
    told = replace(
        as_help(intervention),
        state=state,
        moment=moment or at,
        reason=reason,
        note="\n".join(filter(None, (intervention.note, words))),
        nights=intervention.nights if nights is None else nights,
        cost=intervention.cost if cost is None else cost,
    )
    _save(intervention, told, at=at)
    workflow.keep(intervention, INTERVENTION, verb, source=source, by=by, at=at, reason=words or reason)
    counters.add("interventions", f"{intervention.pole}:{source}", -1)
    counters.add("interventions", f"{intervention.pole}:{intervention.state}")
    _tell(intervention, by=by, at=at)
    after = _facts_of(intervention)
    events.publish(
        facts.InterventionMoved(
            intervention_id=intervention.pk,
            verb=verb,
            state=intervention.state,
            before=_differing(before, after),
            after=_differing(after, before),
            meets=is_met(intervention.code, meets),
        ),
        by=by,
        at=at,
    )
    read_again(intervention.need)
    return intervention


class Corrections(TypedDict, total=False):
    """What may be corrected; what is not named stays."""

    code: str
    moment: datetime
    person: Person | None
    need: Need | None
    organisation: Organisation | None
    commune: Commune | None
    place_text: str
    nights: int
    cost: Decimal | None
    reason: str
    note: str


@transaction.atomic
def amend(
    *,
    intervention: Intervention,
    by: Actor,
    at: datetime,
    meets: bool | None = None,
    **corrections: Unpack[Corrections],
) -> Intervention:
    """Correct what was written; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, CareVerb.ACT, intervention)
    before, pole = _facts_of(intervention), intervention.pole
    _save(intervention, replace(as_help(intervention), **_ids(corrections)), at=at)
    counters.add("interventions", f"{pole}:{intervention.state}", -1)
    counters.add("interventions", f"{intervention.pole}:{intervention.state}")
    _tell(intervention, by=by, at=at, amended=True)
    _publish_amended([(intervention, before)], by=by, at=at, meets=meets)
    read_again(intervention.need)
    return intervention


@transaction.atomic
def bring_into_case(*, report_id: int, case: Case, by: Actor, at: datetime) -> None:
    """The night's first actions join the case that their report now belongs to."""
    brought = []
    for intervention in Intervention.objects.filter(report_id=report_id, case=None):
        brought.append((intervention, _facts_of(intervention)))
        intervention.case = case
        intervention.save_checked("case_id")
    cases.tell_many(lines([each for each, _before in brought], at=at), by=by)
    _publish_amended(brought, by=by, at=at)


@transaction.atomic
def take_out_of_case(*, report_id: int, case_id: int, by: Actor, at: datetime) -> None:
    """The link was undone: the report's interventions are the report's again."""
    taken = []
    for intervention in Intervention.objects.filter(report_id=report_id, case_id=case_id):
        taken.append((intervention, _facts_of(intervention)))
        intervention.case = None
        intervention.save_checked("case_id")
    _publish_amended(taken, by=by, at=at)


def as_help(intervention: Intervention) -> Help:
    """The row as the plain values that the rules read."""
    values = {name: getattr(intervention, name) for name in Help.__dataclass_fields__ if name != "moment"}
    return Help(**values, moment=intervention.at)


def _save(intervention: Intervention, told: Help, *, at: datetime) -> None:
    """Write the new values if they may be, on the row as it was read."""
    told = checked(told, Ground.of([told]), at=at)
    values = {name: value for name, value in vars(told).items() if name != "moment"}
    values |= {"at": told.moment, "pole": interventions()[told.code]["pole"]}
    for name, value in values.items():
        setattr(intervention, name, value)
    intervention.save_checked(*values)


def _ids(corrections: Corrections) -> dict[str, Any]:
    """The corrections by the names of plain values: `person` is `person_id`."""
    pointing = {"person", "need", "organisation", "commune"}
    rows: dict[str, Any] = dict(corrections)
    values = {name: value for name, value in rows.items() if name not in pointing}
    return values | {f"{name}_id": getattr(rows[name], "pk", None) for name in pointing & rows.keys()}


def _facts_of(intervention: Intervention) -> facts.Facts:
    values = {name: getattr(intervention, name) for name in TOLD + LINKS}
    cost = "" if intervention.cost is None else f"{intervention.cost:.2f}"
    return values | {"day": day(intervention.at), "cost": cost}


def _differing(facts_of: facts.Facts, others: facts.Facts) -> facts.Facts:
    return {name: value for name, value in facts_of.items() if others[name] != value}


def _publish_amended(
    amended: Sequence[tuple[Intervention, facts.Facts]],
    *,
    by: Actor,
    at: datetime,
    meets: bool | None = None,
) -> None:
    told = [(each, before, _facts_of(each)) for each, before in amended]
    events.publish_many(
        [
            facts.InterventionAmended(
                intervention_id=each.pk,
                before=_differing(before, after),
                after=_differing(after, before),
                meets=is_met(each.code, meets),
            )
            for each, before, after in told
        ],
        by=by,
        at=at,
    )


def _tell(intervention: Intervention, *, by: Actor, at: datetime, amended: bool = False) -> None:
    told = lines([intervention], at=at)
    cases.tell_many(
        [replace(each, data=each.data | {"amended": True}) for each in told] if amended else told, by=by
    )
