"""What stories tell of needs entrusted to partners, of what these answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jaras.care import actions as care
from jaras.care import queries
from jaras.care.models import Need, Referral
from jaras.care.rules.referrals import CONSENT
from jaras.demo.clock import span
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM, Actor

if TYPE_CHECKING:
    from jaras.demo.tell import Step, Teller, Told

# What a partner says on their page; the words go by another name where they are the outcome, the reason.
ANSWERS: dict[str, tuple[Callable[..., Any], str]] = {
    "accept": (care.accept, "words"),
    "decline": (care.decline, "words"),
    "complete": (care.complete, "outcome"),
    "interrupt": (care.interrupt, "reason"),
    "ask": (care.ask, "words"),
    "report_back": (care.report_back, "words"),
}


def _refer(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    need = Need.objects.filter(case=teller.case(key), service=step["service"]).latest("id")
    organisation = teller.cast.organisations[step["to"]]
    service = organisation.services.filter(code=step.get("gives", step["service"])).latest("id")
    care.refer(
        need=need,
        service=service,
        email=service.reached_at,
        message=step.get("message", ""),
        shared=step["shared"],
        said=care.Said(
            step.get("basis", CONSENT), step.get("agreed", "spoken"), reason=step.get("because", "")
        ),
        expires_at=at + span(step["within"]) if "within" in step else None,
        by=by,
        at=at,
    )


def _partner(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    """The partner opens the page, then answers."""
    referral = _latest(teller, key, step)
    partner = queries.partner_of(referral)
    care.see(referral=referral, by=partner, at=at)
    if step["verb"] == "start":
        care.start(referral=referral, by=partner, at=at)
        return
    answer, name = ANSWERS[step["verb"]]
    said = {name: step["words"]} if "words" in step else {}
    if step["verb"] == "decline":
        said["reason"] = step["reason"]
    answer(referral=referral, signed=step.get("signed", ""), by=partner, at=at, **said)


def _reply(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    care.reply(referral=_latest(teller, key, step), words=step["words"], by=by, at=at)


def _expire(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    """Nobody answered: the clock rings at the hour of the step."""
    referral = _latest(teller, key, step)
    if referral.remind_at is not None:
        care.remind(referral=referral, by=SYSTEM, at=referral.remind_at)
    care.expire(referral=referral, by=SYSTEM, at=at)


def _latest(teller: Teller, key: str, step: Step) -> Referral:
    rows = Referral.objects.filter(case=teller.case(key), need__service=step["service"])
    return rows.select_related("organisation").latest("id")


STEPS: dict[str, Told] = {
    "refer": _refer,
    "partner": _partner,
    "reply": _reply,
    "expire_referral": _expire,
}
