"""What stories tell of what persons agreed to, refused, took back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from jaras.demo.projects import hummed, signed
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.privacy import actions as privacy

if TYPE_CHECKING:
    from jaras.demo.tell import Step, Teller, Told


def _consent(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    """One of the persons of the case, in the order in which they were met."""
    person = teller.case(key).persons.order_by("parties__id")[step.get("who", 0)]
    prove = PROOFS.get(step.get("way", "spoken"))
    privacy.note_consent(
        person=person,
        purpose=step["purpose"],
        state=step["state"],
        way=step.get("way", "spoken"),
        said_by=step.get("said_by", "person"),
        language=step.get("language", ""),
        proof=prove(person.pk) if prove else b"",
        by=by,
        at=at,
    )


# An invented signature, an invented voice, as for projects.
PROOFS: dict[str, Callable[[int], bytes]] = {"signed": signed, "paper": signed, "recorded": hummed}
STEPS: dict[str, Told] = {"consent": _consent}
