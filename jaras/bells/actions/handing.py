"""A bell is handed over, only ever to someone who accepts."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from jaras.bells import events as facts
from jaras.bells.actions.carrying import UNBLOCKED, free, said
from jaras.bells.actions.moving import change, held, move, require_able
from jaras.bells.models import Bell, BellHelp
from jaras.bells.rules import BellState, HelpState
from jaras.governance.models import Member
from jaras.governance.queries import member_of
from jaras.kernel import events, repointing
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

KEPT = (
    *("what", "why", "how", "report_id", "case_id", "need_id", "of", "row", "private", "role", "suggested"),
    *("commune_id", "site_id", "place_text", "due_at", "first_due_at", "review_at", "rung_by_id"),
)


@transaction.atomic
def offer(*, bell: Bell, to: Member, by: Actor, at: datetime) -> Bell:
    """Somebody else is asked to go on with it; until they take it, it stays where it hangs."""
    bell = held(bell, "offer", by=by)
    if to.pk == bell.who_id:
        raise Refused(_("They carry it already."), field="to")
    require_able(to, bell, field="to", at=at)
    bell.offered_to = to
    return change(bell, "offer", "offered_to_id", by=by, at=at)


@transaction.atomic
def refuse_offer(*, bell: Bell, reason: str = "", by: Actor, at: datetime) -> Bell:
    """They will not: whoever carries it goes on."""
    bell = held(bell, "refuse_offer", by=by)
    why = said(reason)
    bell.offered_to = None
    return change(bell, "refuse_offer", "offered_to_id", by=by, at=at, reason=why)


@transaction.atomic
def take(*, bell: Bell, by: Actor, at: datetime) -> Bell:
    """The bell that goes on, accepted by whoever it was offered to; the old one has ended."""
    me, old = member_of(by), held(bell, "take", by=by)
    require_able(me, old, field="", at=at)
    free(old)
    old.ended_at = at
    move(old, "hand_over", *UNBLOCKED, "ended_at", by=by, at=at)
    new = Bell.objects.create(
        who=me,
        organisation=me.organisation,
        rung_at=at,
        state=BellState.ACCEPTED,
        comes_from=old,
        token=token_hex(16),
        **{name: getattr(old, name) for name in KEPT},
    )
    _helped_on(old, new)
    events.publish(facts.BellRung(bell_id=new.pk, who_id=me.pk, role=new.role), by=by, at=at)
    return new


def _helped_on(old: Bell, new: Bell) -> None:
    """Whoever was asked to help goes on helping: their links stay."""
    rows = BellHelp.objects.filter(bell=old).exclude(state=HelpState.DECLINED).exclude(member=new.who)
    ids = list(rows.values_list("pk", flat=True))
    repointing.move(BellHelp._meta.get_field("bell"), ids, old=old.pk, new=new.pk)
