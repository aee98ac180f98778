"""An intervention is written down: one from a page, or many from a register."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.actions.checking import Ground, checked
from jaras.care.lists import given_again, interventions
from jaras.care.models import Intervention, Need, Referral
from jaras.care.rules import CareVerb, Help, InterventionState
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import Entry
from jaras.intake.models import Report
from jaras.kernel import access, counters, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation
from jaras.people.models import Person
from jaras.territory.models import Commune

CHUNK = 500


@transaction.atomic
def record(
    *,
    code: str,
    by: Actor,
    at: datetime,
    report: Report | None = None,
    case: Case | None = None,
    moment: datetime | None = None,
    person: Person | None = None,
    need: Need | None = None,
    referral: Referral | None = None,
    organisation: Organisation | None = None,
    commune: Commune | None = None,
    place_text: str = "",
    nights: int = 0,
    cost: Decimal | None = None,
    reason: str = "",
    note: str = "",
    source: str = "",
    state: str = InterventionState.DONE,
    meets: bool | None = None,
) -> Intervention:
    """Count a help that was given (or plan one for `moment`); the same `source` is counted once.

    What is done on a report that has its case belongs to both. `meets`: whether the need it answers is met,
    else as is usual for such a help.
    """
    access.require(by, CareVerb.ACT, case if case is not None else report)
    told = Help(
        code=code,
        moment=moment or at,
        state=state,
        report_id=report.pk if report else None,
        case_id=case.pk if case else _case_of(report),
        person_id=person.pk if person else None,
        need_id=need.pk if need else None,
        referral_id=referral.pk if referral else None,
        organisation_id=organisation.pk if organisation else None,
        commune_id=commune.pk if commune else None,
        place_text=place_text,
        nights=nights,
        cost=cost,
        reason=reason,
        note=note,
        source=source,
    )
    told = checked(told, Ground.of([told]), at=at)
    try:
        with transaction.atomic():
            written = _write_rows([told], by=by, at=at, meets=meets)[0]
    except IntegrityError:  # the same form, sent twice at once
        known = _known([told]).get(source)
        if known is None:
            raise
        return known
    read_again(need)
    return written


def read_again(need: Need | None) -> None:
    """It may be met by the help that was just written down."""
    if need is not None:
        need.refresh_from_db(fields=["state", "version"])


def _case_of(report: Report | None) -> int | None:
    linked = Case.objects.filter(outcomes__report=report, outcomes__undone_at=None)
    return linked.values_list("pk", flat=True).first() if report is not None else None


@dataclass
class Recorded:
    """What became of each row, by its place: the intervention it made or had made, else why not."""

    rows: dict[int, Intervention] = field(default_factory=dict)
    refused: dict[int, Refused] = field(default_factory=dict)


@transaction.atomic
def record_many(*, rows: Sequence[Help], by: Actor, at: datetime) -> Recorded:
    """Count many at once, by the rules of `record`; a refused row stops no other.

    One call is one transaction: some thousand rows a call let an import go on where it stopped.
    """
    access.require(by, CareVerb.ACT)
    done = Recorded()
    for start in range(0, len(rows), CHUNK):
        good, refused = _sifted(rows[start : start + CHUNK], by=by, at=at)
        written = _write_rows(list(good.values()), by=by, at=at)
        done.rows |= {start + place: row for place, row in zip(good, written, strict=True)}
        done.refused |= {start + place: why for place, why in refused.items()}
    return done


def refusals(*, rows: Sequence[Help], by: Actor, at: datetime) -> dict[int, Refused]:
    """The rows that `record_many` would refuse, by their place, with why; nothing is written."""
    access.require(by, CareVerb.ACT)
    refused: dict[int, Refused] = {}
    for start in range(0, len(rows), CHUNK):
        _good, wrong = _sifted(rows[start : start + CHUNK], by=by, at=at)
        refused |= {start + place: why for place, why in wrong.items()}
    return refused


def _sifted(rows: Sequence[Help], *, by: Actor, at: datetime) -> tuple[dict[int, Help], dict[int, Refused]]:
    """The rows that may be kept and those that may not; what `by` does not see is not there."""
    seen = _seen(Case, {row.case_id for row in rows}, by), _seen(Report, {row.report_id for row in rows}, by)
    ground = Ground.of(rows)
    good: dict[int, Help] = {}
    refused: dict[int, Refused] = {}
    for place, row in enumerate(rows):
        try:
            if row.case_id not in seen[0] or row.report_id not in seen[1]:
                raise Refused(_("This report or this case is not there."), field="case")
            good[place] = checked(row, ground, at=at)
        except Refused as refusal:
            refused[place] = refusal
    return good, refused


def _seen(model: type[Case] | type[Report], wanted: set[int | None], by: Actor) -> set[int | None]:
    found = access.visible(model, by).filter(pk__in=wanted - {None})
    return {None, *found.values_list("pk", flat=True)}


def _write_rows(
    rows: Sequence[Help], *, by: Actor, at: datetime, meets: bool | None = None
) -> list[Intervention]:
    """Keep checked rows, each with its line, its figure, its event; answers in their order."""
    known = _known(rows)
    made: list[Intervention] = []
    answers: list[Intervention] = []
    for row in rows:
        intervention = known.get(row.source)
        if intervention is None:
            intervention = _intervention(row, by=by)
            made.append(intervention)
            if row.source:
                known[row.source] = intervention
        answers.append(intervention)
    of_cases = Case.objects.only("level", "key").in_bulk({each.case_id for each in made if each.case_id})
    for each in made:
        if each.case_id:  # else each would ask for its own, to know whether it is sealed
            each.case = of_cases[each.case_id]
    Intervention.objects.bulk_create(made)
    for key, amount in Counter(f"{each.pole}:{each.state}" for each in made).items():
        counters.add("interventions", key, amount)
    cases.tell_many(lines(made, at=at), by=by)
    events.publish_many([_recorded(each, meets) for each in made], by=by, at=at)
    return answers


def _known(rows: Sequence[Help]) -> dict[str, Intervention]:
    sources = {row.source for row in rows if row.source}
    return {row.source: row for row in Intervention.objects.filter(source__in=sources)}


def _intervention(row: Help, *, by: Actor) -> Intervention:
    values = dict(vars(row))
    values["at"] = values.pop("moment")
    return Intervention(**values, pole=interventions()[row.code]["pole"], by_id=by.member_id)


def lines(rows: Sequence[Intervention], *, at: datetime) -> list[cases.Line]:
    """What the story of their cases tells: each at its own time, unless that is still to come."""
    return [
        cases.Line(
            case_id=row.case_id,
            case=_read_already(row),
            kind=Entry.INTERVENTION,
            at=min(row.at, at),
            words=row.note,
            data=_data(row, at=at),
        )
        for row in rows
        if row.case_id is not None
    ]


def _read_already(row: Intervention) -> Case | None:
    case: Case | None = row._state.fields_cache.get("case")
    return case


def _data(row: Intervention, *, at: datetime) -> dict[str, Any]:
    told = {"code": row.code, "state": row.state, "intervention": row.pk}
    if row.reason:
        told["reason"] = row.reason
    if row.at > at:
        told["for"] = row.at.isoformat()
    return told


def _recorded(intervention: Intervention, meets: bool | None) -> facts.InterventionRecorded:
    return facts.InterventionRecorded(
        intervention_id=intervention.pk,
        code=intervention.code,
        pole=intervention.pole,
        report_id=intervention.report_id,
        case_id=intervention.case_id,
        state=intervention.state,
        day=day(intervention.at),
        need_id=intervention.need_id,
        meets=is_met(intervention.code, meets),
    )


def is_met(code: str, said: bool | None) -> bool:
    """Whether such a help, once done, meets the need it answers: as it was said, else as is usual."""
    return code not in given_again() if said is None else said


def day(moment: datetime) -> str:
    """The day a moment belongs to, in the time of the territory."""
    return timezone.localtime(moment).date().isoformat()
