"""Every write about an intervention."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.lists import interventions
from jaras.care.models import Intervention
from jaras.care.rules import INTERVENTION, CareVerb, InterventionState
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import Entry
from jaras.intake.models import Report
from jaras.kernel import access, counters, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation


@transaction.atomic
def record(
    *,
    code: str,
    by: Actor,
    at: datetime,
    report: Report | None = None,
    case: Case | None = None,
    organisation: Organisation | None = None,
    note: str = "",
    source: str = "",
    state: InterventionState = InterventionState.DONE,
) -> Intervention:
    """Count a help that was given (or plan one); the same `source` is counted once."""
    access.require(by, CareVerb.ACT, case if case is not None else report)
    if code not in interventions():
        raise Refused(_("This value is not in the list."), field="code")
    if source:
        known = Intervention.objects.filter(source=source).first()
        if known is not None:
            return known
    intervention = Intervention.objects.create(
        report=report,
        case=case,
        code=code,
        pole=interventions()[code]["pole"],
        state=state,
        organisation=organisation,
        note=text.within(note, limit=4000, field="note"),
        source=source,
        by_id=by.member_id,
        at=at,
    )
    counters.add("interventions", f"{intervention.pole}:{intervention.state}")
    if case is not None:
        _tell(intervention, by=by, at=at)
    events.publish(
        facts.InterventionRecorded(
            intervention_id=intervention.pk,
            code=code,
            pole=intervention.pole,
            report_id=report.pk if report else None,
            case_id=case.pk if case else None,
            state=intervention.state,
        ),
        by=by,
        at=at,
    )
    return intervention


@transaction.atomic
def move(*, intervention: Intervention, verb: str, by: Actor, at: datetime, reason: str = "") -> Intervention:
    """Start it, do it, leave it undone with the reason, cancel it."""
    access.require(by, CareVerb.ACT, intervention)
    before = intervention.state
    reason = text.within(reason, limit=2000, field="reason")
    workflow.move(intervention, INTERVENTION, verb, by=by, at=at, reason=reason)
    intervention.note = "\n".join(filter(None, (intervention.note, reason)))
    intervention.at = at
    intervention.save_checked("state", "note", "at")
    counters.add("interventions", f"{intervention.pole}:{before}", -1)
    counters.add("interventions", f"{intervention.pole}:{intervention.state}")
    if intervention.case is not None:
        _tell(intervention, by=by, at=at)
    events.publish(
        facts.InterventionMoved(intervention_id=intervention.pk, verb=verb, state=intervention.state),
        by=by,
        at=at,
    )
    return intervention


@transaction.atomic
def bring_into_case(*, report_id: int, case: Case, by: Actor, at: datetime) -> None:
    """The night's first actions join the case that their report now belongs to."""
    for intervention in Intervention.objects.filter(report_id=report_id, case=None):
        intervention.case = case
        intervention.save_checked("case_id")
        _tell(intervention, by=by, at=intervention.at)


@transaction.atomic
def take_out_of_case(*, report_id: int, case_id: int, by: Actor, at: datetime) -> None:
    """The link was undone: the report's interventions are the report's again."""
    for intervention in Intervention.objects.filter(report_id=report_id, case_id=case_id):
        intervention.case = None
        intervention.save_checked("case_id")


def _tell(intervention: Intervention, *, by: Actor, at: datetime) -> None:
    case = intervention.case
    if case is not None:
        data = {"code": intervention.code, "state": intervention.state, "intervention": intervention.pk}
        cases.tell(case, Entry.INTERVENTION, by=by, at=at, words=intervention.note, data=data)
