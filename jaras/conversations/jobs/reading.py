"""Reads what was delivered, fetches what was only named in it."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from jaras.conversations import actions
from jaras.conversations.actions.arriving import BYTES
from jaras.conversations.models import Arrival, Media
from jaras.conversations.rules import NotFetched, Told, Unreadable, readers
from jaras.conversations.rules.claiming import claimed
from jaras.conversations.rules.incoming import Attached, Kind
from jaras.conversations.rules.states import ArrivalState, MediaState
from jaras.kernel import transports
from jaras.kernel.actor import SYSTEM
from jaras.kernel.refusal import Refused

LATE = timedelta(minutes=10)  # so long a channel may tell of a message before its line is written


class TooEarly(Exception):
    """A channel tells of a message that is not written down yet: the queue comes back."""


def read_arrival(arrival_id: int) -> None:
    """Everything one delivery says, once; again where a killed worker left it."""
    arrival = Arrival.objects.get(pk=arrival_id)
    if arrival.state != ArrivalState.WAITING:
        return
    at = timezone.now()
    known = readers().get(arrival.channel)
    if known is None:
        actions.give_up_arrival(arrival=arrival, why="no_reader", by=SYSTEM, at=at)
        return
    try:
        read = known.reader.read(arrival.body.encode(BYTES), arrival.said)
        for said in read.said:
            if claimed(said, channel=arrival.channel, at=at):
                continue
            actions.arrive(channel=arrival.channel, incoming=said, by=SYSTEM, at=at)
    except Unreadable as fault:
        actions.give_up_arrival(arrival=arrival, why=str(fault), by=SYSTEM, at=at)
        return
    except Refused as refusal:
        actions.give_up_arrival(arrival=arrival, why=f"refused: {refusal.field}", by=SYSTEM, at=at)
        return
    unknown = [told for told in read.told if not _tell(arrival.channel, told)]
    if unknown and at - arrival.at < LATE:
        raise TooEarly(unknown[0].external_id)
    actions.take_arrival(arrival=arrival, by=SYSTEM, at=timezone.now())


def _tell(channel: str, told: Told) -> bool:
    went = transports.Went(told.went)
    at = min(told.at, timezone.now())
    return transports.told(channel, told.external_id, went, at=at, code=told.code, words=told.words)


def fetch_media(media_id: int) -> None:
    """Ask the channel for one file; what it gives must be what it said it would give."""
    media = Media.objects.select_related("heard__conversation", "heard__report").get(pk=media_id)
    if media.state != MediaState.WAITING:
        return
    at = timezone.now()
    known = readers().get(media.heard.channel)
    if known is None:
        actions.miss_media(media=media, why="no_reader", by=SYSTEM, at=at)
        return
    named = Attached(kind=Kind(media.kind), name=media.name, ref=media.ref, sha256=media.sha256)
    try:
        content = known.reader.fetch(named)
        _check(content, media.sha256)
    except NotFetched as missed:
        actions.miss_media(media=media, why=missed.code, again=missed.again, by=SYSTEM, at=at)
        return
    actions.keep_media(media=media, content=content, by=SYSTEM, at=timezone.now())


def _check(content: bytes, digest: str) -> None:
    if digest and sha256(content).hexdigest() != digest.lower():
        raise NotFetched("digest", again=timedelta(minutes=1))


def stale(at: datetime) -> list[int]:
    """Deliveries that the queue has given up on; a job of each minute takes them up again."""
    rows = Arrival.objects.filter(state=ArrivalState.WAITING, at__lt=at - timedelta(minutes=15))
    return list(rows.order_by("id").values_list("pk", flat=True)[:200])
