"""The states of a case, its stages, how far it is shared."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.actions.counting import count
from jaras.cases.actions.planning import CARD, EARLIEST, LATEST
from jaras.cases.actions.sealing import share
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case, Closure, Membership, StageChange
from jaras.cases.rules import CASE, CLOSING, ENDED, CasesVerb, Entry, Stage
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused

REASON = 2000
NOTHING: Mapping[str, Any] = MappingProxyType({})


@transaction.atomic
def move_case(
    *,
    case: Case,
    verb: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    review_at: datetime | None = None,
    because: str = "",
) -> Case:
    """One move of the table of states, but for its end, which has actions of its own.

    A pause may say when it is looked at again. What ended has nothing next. `because`: the kind of line
    that made it move by itself.
    """
    access.require(by, CasesVerb.WRITE, case)
    if verb in CLOSING:
        raise workflow.IllegalMove(f"case: {verb} is an action of its own")
    if review_at is not None and not at - EARLIEST <= review_at <= at + LATEST:
        raise Refused(_("This date is too far away."), field="review_at")
    told = {"because": because} if because else NOTHING
    step(case, verb, by=by, at=at, reason=reason, review_at=review_at, told=told)
    if case.state in ENDED:  # whoever left is not waited for to be closed
        for asked in Closure.objects.filter(case=case, answered_at=None):
            asked.case, asked.approved, asked.answer = case, False, reason
            asked.answered_by_id, asked.answered_at = by.member_id, at
            asked.save(update_fields=["approved", "answer", "answered_by", "answered_at"])
    return case


def step(
    case: Case,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    review_at: datetime | None = None,
    told: Mapping[str, Any] = NOTHING,
) -> None:
    """Move the case along the table, inside the caller's transaction; `told` joins its line."""
    reason = text.within(reason, limit=REASON, field="reason")
    count(case, -1)
    workflow.move(case, CASE, verb, by=by, at=at, reason=reason)
    case.closure_requested_by_id = by.member_id if verb == "request_closure" else None
    case.moved_at = at
    if verb == "hold" and review_at is not None:
        case.next_what, case.next_who_id, case.next_due_at = _review(), case.referent_id, review_at
    if case.state in ENDED:
        case.next_what, case.next_who_id, case.next_due_at = "", None, None
    case.save_checked("state", "closure_requested_by_id", *CARD)
    count(case, 1)
    tell(case, Entry.STATE, by=by, at=at, words=reason, data={"verb": verb, **told})
    events.publish(facts.CaseMoved(case_id=case.pk, verb=verb, state=case.state), by=by, at=at)


@transaction.atomic
def enter_stage(*, case: Case, stage: Stage, by: Actor, at: datetime) -> Case:
    access.require(by, CasesVerb.WRITE, case)
    if stage not in set(Stage):
        raise Refused(_("This value is not in the list."), field="stage")
    if case.stage == stage:
        raise Refused(_("The case is in this stage already."), field="stage")
    case.stage, case.moved_at = stage, at
    case.save_checked("stage", "moved_at")
    StageChange.objects.create(case=case, stage=stage, by_id=by.member_id, at=at)
    tell(case, Entry.STAGE, by=by, at=at, data={"stage": stage})
    events.publish(facts.StageEntered(case_id=case.pk, stage=stage), by=by, at=at)
    return case


@transaction.atomic
def set_level(*, case: Case, level: Level, by: Actor, at: datetime) -> Case:
    """Restrict a case to its team with the head of the cell, or open it again.

    Whoever restricts a case stays with it: they knew it.
    """
    access.require(by, CasesVerb.WRITE, case)
    if Level.SEALED in (level, case.level):
        raise workflow.IllegalMove("case: a seal has actions of its own")
    if level == Level.ORDINARY:
        access.require(by, CasesVerb.RESTRICT)
    if case.level == level:
        return case
    access.require_lasting(by, case)
    if by.member_id and not by.can(CasesVerb.READ_RESTRICTED):
        Membership.objects.get_or_create(
            case=case, member_id=by.member_id, until=None, defaults={"since": at}
        )
    share(case, level, "", by=by, at=at)
    return case


def _review() -> str:
    """What comes after a pause, in the language of the register."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("See whether the pause still holds")
