"""What stories tell of a diagnosis, of the needs that came out of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from jaras.care import actions as care
from jaras.care.models import Need
from jaras.intake.models import Report
from jaras.kernel.actor import Actor

if TYPE_CHECKING:
    from jaras.demo.tell import Step, Teller, Told

MOVES: dict[str, Callable[..., Need]] = {
    "take_in_hand": care.take_in_hand,
    "meet": care.meet,
    "give_up": care.give_up,
    "reopen": care.reopen,
}


def _diagnose(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    case = teller.case(key)
    answers = dict.fromkeys(step.get("needs", ()), True) | dict.fromkeys(step.get("not_needs", ()), False)
    care.diagnose(
        case=case,
        person=case.persons.order_by("parties__id")[0],
        levels=step["levels"],
        words=step.get("words", ""),
        note=step.get("note", ""),
        notes=step.get("notes", {}),
        answers=answers,
        by=by,
        at=at,
    )


def _need(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    case = teller.case(key)
    person = case.persons.order_by("parties__id")[0]
    care.add_need(
        case=case, person=person, service=step["service"], words=step.get("words", ""), by=by, at=at
    )


def _move_need(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    need = Need.objects.filter(case=teller.case(key), service=step["service"]).latest("id")
    said = {"reason": step["reason"]} if "reason" in step else {}
    MOVES[step["verb"]](need=need, by=by, at=at, **said)


STEPS: dict[str, Told] = {"diagnose": _diagnose, "need": _need, "move_need": _move_need}
