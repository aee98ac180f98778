"""The one door through which a message to a person leaves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from jaras.kernel.models import Dispatch
from jaras.kernel.transports import guard
from jaras.kernel.transports.identity import identity
from jaras.kernel.transports.message import NotSent, Outbound, Receipt, Stopped, Went
from jaras.kernel.transports.registry import transports

Follower = Callable[..., None]
_followers: dict[str, Follower] = {}


def send(message: Outbound, *, at: datetime) -> Receipt:
    """Ask the guard, hand over, keep a line of it.

    Raises `Held`, `Stopped` (the guard), `NotSent` (the channel). A message that waits for its line when the
    machine stops may leave twice; it is never lost.
    """
    transport = transports().get(message.channel)
    neutral = guard.weigh(message, at=at)
    if neutral and not message.template:  # a template is approved because anybody may read it
        if not message.neutral:
            raise Stopped("neutral")
        message = replace(message, text=message.neutral, subject="")
    if transport is None or not transport.ready:
        raise NotSent("not_set_up")
    receipt = transport.send(message)
    kind, number = message.about
    Dispatch.objects.create(
        channel=message.channel,
        identity=identity(message.channel, message.to),
        topic=message.topic,
        about=kind,
        about_id=number,
        external_id=receipt.external_id,
        neutral=neutral,
        parts=receipt.parts,
        at=at,
    )
    return receipt


def follow(kind: str, follower: Follower) -> None:
    """Call `follower(number, went=, code=, words=, at=)` when a channel tells of such a message."""
    _followers[kind] = follower


def told(
    channel: str, external_id: str, went: Went, *, at: datetime, code: str = "", words: str = ""
) -> bool:
    """A channel tells what became of a message; False where it is not ours, or not written down yet."""
    line = Dispatch.objects.filter(channel=channel, external_id=external_id).order_by("-id").first()
    if line is None:
        return False
    if (follower := _followers.get(line.about)) is not None:
        follower(line.about_id, went=went, code=code, words=words, at=at)
    return True
