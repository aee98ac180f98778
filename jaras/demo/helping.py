"""What stories tell of help given or planned, of appointments, of how it ended."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from jaras.care import actions as care
from jaras.care.models import Appointment, Intervention
from jaras.cases import actions as cases
from jaras.demo.clock import HERE, span
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.people.models import Person

if TYPE_CHECKING:
    from jaras.demo.tell import Step, Teller, Told


def _intervention(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    """Done at once, unless the story says for when it is planned or why it was not."""
    care.record(
        code=step["code"],
        case=teller.case(key),
        state=step.get("state", "done"),
        moment=at + span(step["in"]) if "in" in step else at,
        reason=step.get("reason", ""),
        nights=step.get("nights", 0),
        note=step.get("note", ""),
        by=by,
        at=at,
    )


def _move_intervention(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    row = Intervention.objects.filter(case=teller.case(key), code=step["code"]).latest("id")
    said = {"reason": step.get("reason", ""), "words": step.get("words", "")}
    care.move(intervention=row, verb=step["verb"], by=by, at=at, **said)


def _appointment(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    companion = teller.cast.members[step["with"]] if "with" in step else None
    care.plan_appointment(
        case=teller.case(key),
        what=step["what"],
        starts_at=(at + span(step["in"])).astimezone(HERE).replace(hour=step["hour"], minute=0),
        place_text=step.get("where", ""),
        person=_person(teller, key),
        companion=companion,
        reminder=step.get("reminder", "none"),
        by=by,
        at=at,
    )


def _settle(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    care.settle_appointment(
        appointment=Appointment.objects.filter(case=teller.case(key)).latest("id"),
        verb=step["verb"],
        words=step.get("words", ""),
        counts_as=step.get("counts_as", ""),
        by=by,
        at=at,
    )


def _ask_closure(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    news = timezone.localtime(at + span(step["news"])).date() if "news" in step else None
    cases.request_closure(
        case=teller.case(key),
        outcome=step["outcome"],
        summary=step["words"],
        follow_up_on=news,
        by=by,
        at=at,
    )


def _approve_closure(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.approve_closure(case=teller.case(key), by=by, at=at)


def _reopen(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.reopen(case=teller.case(key), reason=step["words"], by=by, at=at)


def _person(teller: Teller, key: str) -> Person | None:
    return teller.case(key).persons.order_by("parties__id").first()


STEPS: dict[str, Told] = {
    "intervention": _intervention,
    "move_intervention": _move_intervention,
    "appointment": _appointment,
    "settle_appointment": _settle,
    "ask_closure": _ask_closure,
    "approve_closure": _approve_closure,
    "reopen": _reopen,
}
