"""Whether a message may leave now, later, in neutral words, never: asked before every message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from jaras.kernel.coded import CodedList, Item, coded_list, read_policy
from jaras.kernel.models import ContactMark, Dispatch
from jaras.kernel.transports.identity import identity
from jaras.kernel.transports.message import Held, Outbound, Stopped

_FILE = Path(__file__).parents[1] / "policies" / "topics.yaml"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quiet:
    """The hours in which nobody is woken, by the legal hour."""

    since: time
    until: time

    def over(self, at: datetime) -> datetime | None:
        """When they end; nothing outside them."""
        local = timezone.localtime(at)
        if self.until <= local.time() < self.since:
            return None
        day = local.date() + timedelta(days=local.time() >= self.since)
        return datetime.combine(day, self.until, local.tzinfo)


def topics() -> CodedList:
    return coded_list(_FILE)


def quiet() -> Quiet:
    hours = read_policy(_FILE)["quiet"]
    return Quiet(time.fromisoformat(hours["from"]), time.fromisoformat(hours["until"]))


@dataclass(frozen=True)
class Noted:
    """One mark of an address; an empty topic is every topic."""

    mark: str
    topic: str = ""


def verdict(
    topic: Item,
    code: str,
    *,
    marks: Sequence[Noted],
    sent: int,
    sent_of_topic: int,
    awake: bool,
    at: datetime,
) -> bool:
    """Whether neutral words alone may go; raises `Held` or `Stopped` where nothing may go (now)."""
    theirs = {each.mark for each in marks if each.topic in ("", code)}
    if topic["marks"]:
        if "never" in theirs:
            raise Stopped("never")
        if "stopped" in theirs:
            raise Stopped("stopped")
    if topic["consent"] and "agreed" not in theirs:
        raise Stopped("consent")
    cap = topic["cap"]
    if cap is not None and (sent_of_topic >= cap or sent >= read_policy(_FILE)["day_cap"]):
        raise Held("cap", at + timedelta(hours=6))
    if topic["quiet"] and not awake and (ends := quiet().over(at)) is not None:
        raise Held("quiet", ends)
    return bool(topic["marks"]) and "neutral" in theirs


def weigh(message: Outbound, *, at: datetime) -> bool:
    """`verdict` on what is known of the address of this message."""
    topic = topics()[message.topic]
    who = identity(message.channel, message.to)
    marks = marks_of(who) if topic["marks"] or topic["consent"] else []
    sent: list[str] = []
    if topic["cap"] is not None:
        rows = Dispatch.objects.filter(identity=who, at__gt=at - DAY)
        sent = [code for code in rows.values_list("topic", flat=True) if topics()[code]["cap"] is not None]
    moment = timedelta(minutes=read_policy(_FILE)["moment"])
    lately = message.heard_at is not None and at - message.heard_at < moment
    return verdict(
        topic,
        message.topic,
        marks=marks,
        sent=len(sent),
        sent_of_topic=sent.count(message.topic),
        awake=message.pressing or lately,
        at=at,
    )


def marks_of(who: str) -> list[Noted]:
    """What is noted of the address with this digest."""
    rows = ContactMark.objects.filter(identity=who, lifted_at=None)
    return [Noted(*each) for each in rows.values_list("mark", "topic")]
