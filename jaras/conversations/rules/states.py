"""The states of deliveries, of conversations, of what we answer."""

from datetime import datetime, timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class ConversationsVerb(StrEnum):
    READ = "conversations.read"
    ANSWER = "conversations.answer"
    RAW = "conversations.raw"
    CHANNELS = "conversations.channels"


class ArrivalState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    UNREADABLE = "unreadable"


ARRIVAL = register(
    Workflow(
        subject="arrival",
        states=ArrivalState,
        initial=ArrivalState.WAITING,
        moves=(
            Move("take", (ArrivalState.WAITING, ArrivalState.UNREADABLE), ArrivalState.TAKEN),
            Move("give_up", (ArrivalState.WAITING,), ArrivalState.UNREADABLE, reason_needed=True),
        ),
    )
)


class ConversationState(StrEnum):
    WAITING = "waiting"  # they wrote, nobody answered
    ANSWERED = "answered"
    SET_ASIDE = "set_aside"  # it needs no answer


CONVERSATION = register(
    Workflow(
        subject="conversation",
        states=ConversationState,
        initial=ConversationState.SET_ASIDE,
        moves=(
            Move(
                "hear", (ConversationState.ANSWERED, ConversationState.SET_ASIDE), ConversationState.WAITING
            ),
            Move(
                "answer", (ConversationState.WAITING, ConversationState.SET_ASIDE), ConversationState.ANSWERED
            ),
            Move(
                "set_aside",
                (ConversationState.WAITING, ConversationState.ANSWERED),
                ConversationState.SET_ASIDE,
                reason_needed=True,
            ),
        ),
    )
)


class ReplyState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"  # the channel took it
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    STOPPED = "stopped"  # by the guard
    LET_GO = "let_go"  # somebody said what became of it


ON_A_DESK = (ReplyState.FAILED, ReplyState.STOPPED)

REPLY = register(
    Workflow(
        subject="reply",
        states=ReplyState,
        initial=ReplyState.WAITING,
        moves=(
            Move("send", (ReplyState.WAITING,), ReplyState.SENT),
            Move("deliver", (ReplyState.SENT,), ReplyState.DELIVERED),
            Move("read", (ReplyState.SENT, ReplyState.DELIVERED), ReplyState.READ),
            Move(
                "fail",
                (ReplyState.WAITING, ReplyState.SENT, ReplyState.DELIVERED),
                ReplyState.FAILED,
                reason_needed=True,
            ),
            Move("stop", (ReplyState.WAITING,), ReplyState.STOPPED, reason_needed=True),
            Move("try_again", ON_A_DESK, ReplyState.WAITING),
            Move("let_go", ON_A_DESK, ReplyState.LET_GO, reason_needed=True),
        ),
    )
)


class MediaState(StrEnum):
    WAITING = "waiting"
    KEPT = "kept"
    REFUSED = "refused"  # it is nothing that may be kept
    MISSING = "missing"  # the channel did not give it


MEDIA = register(
    Workflow(
        subject="media",
        states=MediaState,
        initial=MediaState.WAITING,
        moves=(
            Move("keep", (MediaState.WAITING, MediaState.MISSING), MediaState.KEPT),
            Move("refuse", (MediaState.WAITING, MediaState.MISSING), MediaState.REFUSED, reason_needed=True),
            Move("miss", (MediaState.WAITING,), MediaState.MISSING, reason_needed=True),
        ),
    )
)

# What lies between one try and the next: of an answer, of a file that has not come.
BETWEEN = tuple(timedelta(minutes=minutes) for minutes in (1, 3, 10, 30, 120, 360))


def next_try(tries: int, at: datetime, *, again: timedelta | None = None) -> datetime | None:
    """After so many tries, not before the channel wants it; nothing after the last."""
    if not 0 < tries <= len(BETWEEN):
        return None
    return at + max(BETWEEN[tries - 1], again or timedelta())
