"""Figures leave the house: who took which ones is in the log."""

from datetime import datetime

from jaras.governance.rules import GovernanceVerb
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.steering import events as facts
from jaras.steering.rules import Period, SteeringVerb


def export(*, form: str, period: Period, kept: str, by: Actor, at: datetime) -> None:
    """Note that somebody takes these figures along; refuses who may not."""
    access.require(by, GovernanceVerb.FIGURES)
    access.require(by, SteeringVerb.EXPORT)
    events.publish(
        facts.FiguresExported(
            member_id=by.member_id or 0,
            form=form,
            first=str(period.first),
            last=str(period.last),
            kept=kept,
        ),
        by=by,
        at=at,
    )
