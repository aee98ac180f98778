"""The roster: turns planned, changed, cancelled."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance.models import Member, Swap, Turn, actor_of
from jaras.governance.models.roster import NOTE
from jaras.governance.roles import WATCH_DUTY, duties, duty
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.roster import AHEAD, AT_ONCE, LONGEST_TURN, SWAP, TURN, Span, TurnState
from jaras.kernel import access, events, idempotency, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def plan_turns(
    *,
    member: Member,
    hours: Sequence[Span],
    note: str = "",
    of: str = WATCH_DUTY,
    by: Actor,
    at: datetime,
    key: str = "",
) -> list[Turn]:
    """Somebody will hold this duty in these hours; the same `key` is planned once."""
    access.require(by, GovernanceVerb.ROSTER)
    key = f"{by.member_id}:{key}" if key else ""
    if idempotency.earlier("turn", key) is not None:
        return []
    require_holder(member, of)
    if not hours or len(hours) > AT_ONCE:
        raise Refused(
            _("Choose a first and a last day: at most %(number)d turns at once.") % {"number": AT_ONCE},
            field="last",
        )
    kept = text.within(note, limit=NOTE, field="note")
    turns = []
    for span in hours:
        _require_hours(span.starts_at, span.ends_at, at=at)
        turn = Turn(duty=of, member=member, starts_at=span.starts_at, ends_at=span.ends_at, note=kept)
        turn.save()
        turns.append(turn)
        events.publish(facts.TurnPlanned(turn_id=turn.pk, member_id=member.pk), by=by, at=at)
    idempotency.remember("turn", key, turns[0].pk, at=at)
    return turns


@transaction.atomic
def change_turn(
    *,
    turn: Turn,
    member: Member,
    starts_at: datetime,
    ends_at: datetime,
    note: str,
    by: Actor,
    at: datetime,
) -> Turn:
    """Somebody else, other hours; a swap that was asked meanwhile is void. Raises `Conflict`."""
    access.require(by, GovernanceVerb.ROSTER, turn)
    _require_planned(turn)
    before = {name: getattr(turn, name) for name in ("member_id", "starts_at", "ends_at", "note")}
    if member.pk != turn.member_id:
        require_holder(member, turn.duty)
    _require_hours(starts_at, ends_at, at=at)
    turn.member, turn.starts_at, turn.ends_at = member, starts_at, ends_at
    turn.note = text.within(note, limit=NOTE, field="note")
    turn.save_checked("member", "starts_at", "ends_at", "note")
    fields = tuple(name for name, value in before.items() if getattr(turn, name) != value)
    if set(fields) - {"note"}:
        withdraw_all(turn, by=by, at=at)
    events.publish(facts.TurnChanged(turn_id=turn.pk, member_id=turn.member_id, fields=fields), by=by, at=at)
    return turn


@transaction.atomic
def cancel_turn(*, turn: Turn, by: Actor, at: datetime) -> Turn:
    """Nobody is planned in these hours any more: what was planned stays readable in the log."""
    access.require(by, GovernanceVerb.ROSTER, turn)
    _require_planned(turn)
    workflow.move(turn, TURN, "cancel", by=by, at=at)
    turn.save_checked("state")
    withdraw_all(turn, by=by, at=at)
    events.publish(facts.TurnCancelled(turn_id=turn.pk, member_id=turn.member_id), by=by, at=at)
    return turn


def withdraw_all(turn: Turn, *, by: Actor, at: datetime) -> None:
    """What was asked about a turn that is no longer the same has no object any more."""
    for swap in [*turn.swaps.waiting(), *Swap.objects.waiting().filter(in_return=turn)]:
        workflow.move(swap, SWAP, "withdraw", by=by, at=at)
        swap.save(update_fields=["state"])
        events.publish(
            facts.SwapAnswered(swap_id=swap.pk, turn_id=swap.turn_id, verb="withdraw"), by=by, at=at
        )


def require_holder(member: Member, of: str, *, field: str = "member") -> None:
    if of not in duties():
        raise Refused(_("Choose what the turn is of."), field="duty")
    if actor_of(member).can(duty(of).verb):
        return
    if of == WATCH_DUTY:
        raise Refused(_("%(name)s cannot hold the watch.") % {"name": member.called}, field=field)
    raise Refused(_("%(name)s cannot hold this duty.") % {"name": member.called}, field=field)


def _require_hours(starts_at: datetime, ends_at: datetime, *, at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(_("A turn ends after it begins: look at both hours."), field="ends_at")
    if ends_at - starts_at > LONGEST_TURN:
        raise Refused(_("Nobody watches for more than 24 hours: plan several turns."), field="ends_at")
    if ends_at <= at:
        raise Refused(_("These hours have passed already."), field="starts_at")
    if starts_at > at + AHEAD:
        raise Refused(_("This is more than a year away: plan nearer days first."), field="starts_at")


def _require_planned(turn: Turn) -> None:
    if turn.state != TurnState.PLANNED:
        raise Refused(_("This turn was cancelled: plan another one."))
