"""What was proposed of a report is confirmed or corrected by a person; both are kept."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.intake import events as facts
from jaras.intake.actions.counting import count
from jaras.intake.actions.duties import leave_duty, raise_duties
from jaras.intake.lists import immediate_actions, legal_duties, perceptions, report_kinds, urgency_levels
from jaras.intake.models import Assessment, Report
from jaras.intake.rules.states import DutyState, IntakeVerb, respond_by, urgency_rank
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.lists import poles, services
from jaras.people.lists import target_groups
from jaras.territory.models import Commune


class Decided(TypedDict, total=False):
    """What a person decides; what is left out stays as it was."""

    urgency: str
    kind: str
    target_groups: Sequence[str]
    needs: Sequence[str]
    poles: Sequence[str]
    perceptions: Sequence[str]
    legal_duties: Sequence[str]
    commune: Commune | None
    duplicate_of: Sequence[str]  # those proposed that may be the same indeed


SEVERAL = ("target_groups", "needs", "poles", "perceptions", "legal_duties")
BESIDE = ("legal_duties", "duplicate_of")  # kept beside the report, not on it


@transaction.atomic
def decide(*, report: Report, by: Actor, at: datetime, **decided: Unpack[Decided]) -> Report:
    """One thing or several are settled by a person; raises `Conflict` when the report changed meanwhile."""
    access.require(by, IntakeVerb.TRIAGE, report)
    values = _checked(decided)
    count(report, -1)
    written = {name: value for name, value in values.items() if name not in BESIDE}
    written["confirmed_at"] = at
    if "urgency" in values:
        written["urgency_rank"] = urgency_rank(values["urgency"])
        written["respond_by"] = respond_by(values["urgency"], report.received_at)
    for name, value in written.items():
        setattr(report, name, value)
    report.save_checked(*written)
    count(report, 1)
    changed = _keep(report, values, by=by, at=at)
    if "legal_duties" in values:
        _settle_duties(report, values["legal_duties"], by=by, at=at)
    events.publish(
        facts.ReportConfirmed(
            report_id=report.pk, urgency=report.urgency, kind=report.kind, changed=tuple(changed)
        ),
        by=by,
        at=at,
    )
    return report


def confirm(
    *,
    report: Report,
    urgency: str,
    kind: str,
    by: Actor,
    at: datetime,
    target_groups: Sequence[str] = (),
    poles: Sequence[str] = (),
    perceptions_heard: Sequence[str] = (),
    duties: Sequence[str] = (),
    commune: Commune | None = None,
) -> Report:
    """Everything at once."""
    return decide(
        report=report,
        by=by,
        at=at,
        urgency=urgency,
        kind=kind,
        target_groups=target_groups,
        poles=poles,
        perceptions=perceptions_heard,
        legal_duties=duties,
        commune=commune,
    )


def known_codes() -> dict[str, Container[str]]:
    """What may be chosen for each thing that is decided."""
    needs = {*immediate_actions().codes(), *services().codes()}
    return {
        "urgency": urgency_levels(),
        "kind": report_kinds(),
        "target_groups": target_groups(),
        "needs": needs,
        "poles": poles(),
        "perceptions": perceptions(),
        "legal_duties": legal_duties(),
    }


def _checked(decided: Decided) -> dict[str, Any]:
    """The values as they are written, each of them in its list."""
    values: dict[str, Any] = dict(decided)
    for name, known in known_codes().items():
        if name not in values:
            continue
        chosen = sorted(values[name]) if name in SEVERAL else [values[name]]
        if any(code not in known for code in chosen):
            raise Refused(_("This value is not in the list."), field=name)
        if name in SEVERAL:
            values[name] = chosen
    if "commune" in values:
        commune = values.pop("commune")
        values["commune_id"] = commune.pk if commune else None
    return values


def _keep(report: Report, values: dict[str, Any], *, by: Actor, at: datetime) -> Iterable[str]:
    """Write the decision beside the proposal; gives what was decided otherwise than proposed."""
    assessment = Assessment.objects.get(report=report)
    said = {("commune_code" if name == "commune_id" else name): value for name, value in values.items()}
    assessment.decided = {**assessment.decided, **said}
    assessment.decided_by_id, assessment.decided_at = by.member_id, at
    assessment.save(update_fields=["decided", "decided_by_id", "decided_at"])
    return [name for name, value in said.items() if not _same(assessment.proposed.get(name), value)]


def _same(proposed: Any, decided: Any) -> bool:
    return bool((sorted(proposed) if isinstance(proposed, list) else proposed) == decided)


def _settle_duties(report: Report, codes: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Those that apply are opened; those that do not are left with their reason."""
    raise_duties(report, codes, by=by, at=at)
    for duty in report.duties.filter(state=DutyState.DUE).exclude(code__in=codes):
        leave_duty(duty=duty, reason=str(_("Not applicable, after checking.")), by=by, at=at)
