"""What is read of handovers: what is open, what was handed over, what waits to be acknowledged."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from jaras.alerts.queries import Overdue
from jaras.governance.models import Watch, actor_of
from jaras.governance.queries import current_watch
from jaras.handover.models import HandoverLine, Promise
from jaras.handover.queries.open_things import Found, open_things
from jaras.handover.rules import AnswerKind, may_acknowledge
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level

__all__ = [
    "Found",
    "Handed",
    "asked_back",
    "handed",
    "hidden_from",
    "last_ended",
    "may_answer",
    "open_things",
    "promises",
    "unacknowledged",
    "unread",
]


@dataclass(frozen=True)
class Handed:
    """What a watch left, as far as a reader sees it."""

    watch: Watch
    holder: Watch | None  # the watch of now
    lines: list[HandoverLine]  # with their answers
    hidden: frozenset[int]  # of these: whoever holds the watch does not see them


def last_ended() -> Watch | None:
    """The watch that ended last."""
    rows = Watch.objects.exclude(ended_at=None).select_related("holder")
    return rows.order_by("-ended_at", "-id").first()


def handed(watch: Watch, actor: Actor, *, at: datetime) -> Handed:
    """Its lines in their order, the same number of queries whatever is hidden."""
    holder = current_watch(at=at)
    rows = HandoverLine.objects.filter(watch=watch).visible_to(actor)
    lines = list(rows.prefetch_related("answers__by"))
    return Handed(watch, holder, lines, hidden_from(holder, watch, lines, at=at))


def hidden_from(
    holder: Watch | None, watch: Watch, lines: list[HandoverLine], *, at: datetime
) -> frozenset[int]:
    """Which of these whoever holds the watch does not see."""
    if holder is None:
        return frozenset()
    theirs = HandoverLine.objects.filter(watch=watch).visible_to(actor_of(holder.holder, at=at))
    return frozenset(line.pk for line in lines) - set(theirs.values_list("pk", flat=True))


def may_answer(found: Handed, line: HandoverLine, actor: Actor) -> bool:
    """Whether this reader is the one who acknowledges this line."""
    return found.holder is not None and may_acknowledge(
        holds_watch=found.holder.holder_id == actor.member_id,
        gave_it=found.watch.holder_id == actor.member_id,
        hidden_from_holder=line.pk in found.hidden,
    )


def promises(actor: Actor) -> list[Promise]:
    """What was promised and is not done, the first due first."""
    return list(Promise.objects.visible_to(actor).open().select_related("by", "watch"))


def unread(actor: Actor) -> tuple[Watch | None, int]:
    """The last watch with how many of its lines nobody acknowledged, as far as this actor sees them."""
    watch = last_ended()
    rows = HandoverLine.objects.filter(watch=watch.pk if watch else 0)
    return watch, rows.visible_to(actor).waiting().count()


def asked_back(actor: Actor, watch: Watch | None) -> list[HandoverLine]:
    """Lines of this watch about which something was asked that nobody has answered."""
    rows = HandoverLine.objects.filter(watch=watch.pk if watch else 0).visible_to(actor)
    found = []
    for line in rows.filter(answers__kind=AnswerKind.ASKED).distinct().prefetch_related("answers"):
        last = list(line.answers.all())[-1]
        if last.kind == AnswerKind.ASKED:
            found.append(line)
    return found


def unacknowledged(actor: Actor, at: datetime, *, delay: timedelta) -> Overdue | None:
    """The handover that whoever came did not acknowledge, of what is ordinary or about nobody.

    What is restricted or sealed raises nothing: those who are told must not learn that it is there.
    """
    watch = last_ended()
    if watch is None or watch.ended_at is None:
        return None
    holder = current_watch(at=at)
    if holder is not None and holder.holder_id == watch.holder_id:
        return None  # they left it to themselves
    told = Q(report=None) | Q(report__level=Level.ORDINARY)
    told &= Q(case=None) | Q(case__level=Level.ORDINARY)
    rows = HandoverLine.objects.filter(told, watch=watch).visible_to(actor)
    if not rows.waiting().exists():
        return None
    since = watch.ended_at
    return Overdue(
        code="handover",
        of="handover",
        row=watch.pk,
        since=since,
        due_at=since + delay,
        holder_id=holder.holder_id if holder else None,
    )
