"""Answers leave by the gate; what waits is taken up again each minute."""

from datetime import datetime, timedelta

from django.utils import timezone

from jaras.conversations import actions, queries
from jaras.conversations.actions.arriving import READ
from jaras.conversations.actions.media import FETCH
from jaras.conversations.actions.replying import SEND
from jaras.conversations.jobs.reading import stale
from jaras.conversations.models import Media, Reply
from jaras.conversations.rules.states import MediaState, ReplyState
from jaras.intake.events import ReportReceived
from jaras.intake.models import Report
from jaras.kernel import transports
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.jobs import enqueue

LEFT = timedelta(minutes=10)  # what the queue lost is taken up again


def send_reply(reply_id: int) -> None:
    """One answer: sent, held, stopped or failed, each told on its line."""
    said = Reply.objects.select_related("conversation").get(pk=reply_id)
    at = timezone.now()
    if said.state != ReplyState.WAITING or (said.next_try_at is not None and said.next_try_at > at):
        return
    try:
        transports.send(queries.outbound(said), at=at)
    except transports.Stopped as stop:
        actions.note_stopped(said=said, why=stop.why, by=SYSTEM, at=at)
    except transports.Held as held:
        actions.note_held(said=said, why=held.why, until=held.until, by=SYSTEM, at=at)
    except transports.NotSent as fault:
        actions.note_failed(
            said=said, code=fault.code, words=fault.words, again=fault.again, by=SYSTEM, at=at
        )
    else:
        actions.note_sent(said=said, by=SYSTEM, at=timezone.now())


def on_went(reply_id: int, *, went: transports.Went, code: str, words: str, at: datetime) -> None:
    """A channel told what became of an answer."""
    said = Reply.objects.get(pk=reply_id)
    actions.note_went(said=said, went=went, code=code, words=words, by=SYSTEM, at=at)


def on_report(event: ReportReceived, *, by: Actor, at: datetime) -> None:
    """A member wrote the report of a call: it belongs to the number that called."""
    if event.channel == "TEL" and by.member_id is not None:
        actions.tie_taken(report=Report.objects.get(pk=event.report_id), by=by, at=at)


def due() -> None:
    """What waits for its hour, what a killed worker left: put in the queue again; twice changes nothing."""
    at = timezone.now()
    replies = Reply.objects.filter(state=ReplyState.WAITING)
    later = replies.filter(next_try_at__lte=at) | replies.filter(next_try_at=None, at__lt=at - LEFT)
    for pk in later.order_by("id").values_list("pk", flat=True)[:500]:
        enqueue(SEND, pk)
    for pk in Media.objects.filter(state=MediaState.WAITING, next_try_at__lte=at).values_list(
        "pk", flat=True
    )[:500]:
        enqueue(FETCH, pk)
    for pk in stale(at):
        enqueue(READ, pk)
