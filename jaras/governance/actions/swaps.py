"""Turns swapped: asked by one, accepted by the other."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance.actions.roster import require_holder, withdraw_all
from jaras.governance.models import Member, Swap, Turn
from jaras.governance.models.roster import NOTE
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.roster import SWAP, SwapState, TurnState
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def ask_swap(
    *, turn: Turn, of: Member, in_return: Turn | None = None, note: str = "", by: Actor, at: datetime
) -> Swap:
    """A colleague is asked to hold my turn, perhaps against one of theirs; mine until they accept."""
    access.require(by, GovernanceVerb.DUTY, turn)
    if turn.member_id != by.member_id:
        raise Refused(_("Only whoever holds this turn asks for a swap."))
    if of.pk == turn.member_id:
        raise Refused(_("Choose a colleague who may hold the watch."), field="of")
    require_holder(of, turn.duty, field="of")
    if in_return is not None and (in_return.member_id, in_return.duty) != (of.pk, turn.duty):
        raise Refused(_("This turn is not theirs any more: look at the roster again."), field="of")
    _require_ahead(turn, at=at)
    if in_return is not None:
        _require_ahead(in_return, at=at)
    try:
        with transaction.atomic():
            swap = Swap(
                turn=turn,
                in_return=in_return,
                asked_by_id=turn.member_id,
                asked_of=of,
                asked_at=at,
                note=text.within(note, limit=NOTE, field="note"),
            )
            swap.save()
    except IntegrityError:
        raise Refused(_("A swap of this turn was asked already: take it back first.")) from None
    events.publish(facts.SwapAsked(swap_id=swap.pk, turn_id=turn.pk, member_id=of.pk), by=by, at=at)
    return swap


@transaction.atomic
def accept_swap(*, swap: Swap, by: Actor, at: datetime) -> Swap:
    """The turns change hands; what else was asked about them is void."""
    access.require(by, GovernanceVerb.DUTY, swap)
    if swap.asked_of_id != by.member_id:
        raise Refused(_("Only whoever was asked answers."))
    turns = Turn.objects.select_for_update().in_bulk(
        [pk for pk in (swap.turn_id, swap.in_return_id) if pk is not None]
    )
    _answer(swap, "accept", by=by, at=at)
    given = turns[swap.turn_id]
    taken = turns[swap.in_return_id] if swap.in_return_id is not None else None
    _hand(given, holder=swap.asked_by_id, to=by.member_id or 0, by=by, at=at)
    if taken is not None:
        _hand(taken, holder=by.member_id or 0, to=swap.asked_by_id, by=by, at=at)
    return swap


@transaction.atomic
def decline_swap(*, swap: Swap, by: Actor, at: datetime) -> Swap:
    access.require(by, GovernanceVerb.DUTY, swap)
    if swap.asked_of_id != by.member_id:
        raise Refused(_("Only whoever was asked answers."))
    return _answer(swap, "decline", by=by, at=at)


@transaction.atomic
def withdraw_swap(*, swap: Swap, by: Actor, at: datetime) -> Swap:
    access.require(by, GovernanceVerb.DUTY, swap)
    if swap.asked_by_id != by.member_id:
        raise Refused(_("Only whoever asked takes it back."))
    return _answer(swap, "withdraw", by=by, at=at)


def _answer(swap: Swap, verb: str, *, by: Actor, at: datetime) -> Swap:
    """One answer counts: of two hands at once the second is told."""
    target = workflow.target(SWAP, SwapState.ASKED, verb)
    if not Swap.objects.waiting().filter(pk=swap.pk).update(state=target):
        raise Refused(_("This was answered or taken back meanwhile."))
    swap.state = target
    workflow.keep(swap, SWAP, verb, source=SwapState.ASKED, by=by, at=at)
    events.publish(facts.SwapAnswered(swap_id=swap.pk, turn_id=swap.turn_id, verb=verb), by=by, at=at)
    return swap


def _hand(turn: Turn, *, holder: int, to: int, by: Actor, at: datetime) -> None:
    if turn.member_id != holder:
        raise Refused(_("This turn is somebody else's by now: look at the roster again."))
    _require_ahead(turn, at=at)
    turn.member_id = to
    turn.save_checked("member_id")
    withdraw_all(turn, by=by, at=at)
    events.publish(facts.TurnChanged(turn_id=turn.pk, member_id=to, fields=("member_id",)), by=by, at=at)


def _require_ahead(turn: Turn, *, at: datetime) -> None:
    if turn.state != TurnState.PLANNED:
        raise Refused(_("This turn was cancelled: plan another one."))
    if turn.starts_at <= at:
        raise Refused(_("This turn has begun: hand the watch over instead."))
