"""What happens in conversations: numbers and codes, never a word of anybody."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DeliveryKept(Event):
    subject: ClassVar[str] = "arrival"
    arrival_id: int
    channel: str


@dataclass(frozen=True, kw_only=True)
class DeliveryRead(Event):
    subject: ClassVar[str] = "arrival"
    arrival_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class WordsHeard(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    heard_id: int
    report_id: int | None
    kind: str
    fresh: bool  # nobody of this address had written before


@dataclass(frozen=True, kw_only=True)
class ConversationMoved(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class ConversationAssigned(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    member_id: int | None


@dataclass(frozen=True, kw_only=True)
class ConversationTied(Event):
    """Somebody said who it is, which report it belongs to."""

    subject: ClassVar[str] = "conversation"
    conversation_id: int
    person_id: int | None = None
    report_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CallReturned(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    reached: bool


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    note_id: int


@dataclass(frozen=True, kw_only=True)
class AddressMarked(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    code: str  # of `contact_marks`
    lifted: bool = False


@dataclass(frozen=True, kw_only=True)
class ReplyWritten(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    reply_id: int
    code: str  # of the topic


@dataclass(frozen=True, kw_only=True)
class ReplyMoved(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    reply_id: int
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class MediaMoved(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    media_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class VoiceWrittenDown(Event):
    subject: ClassVar[str] = "conversation"
    conversation_id: int
    media_id: int


@dataclass(frozen=True, kw_only=True)
class ChannelSet(Event):
    subject: ClassVar[str] = "channel"
    channel_id: int
    code: str
    acknowledges: bool
