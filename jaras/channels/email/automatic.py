"""Whether a program wrote a letter, what it tells of one of ours that did not arrive."""

import re
from datetime import datetime
from email import message_from_string, policy
from email.message import Message

from jaras.channels.email.addresses import ids
from jaras.channels.email.charsets import decoded, header
from jaras.channels.email.words import leaves
from jaras.conversations.rules.incoming import Told
from jaras.kernel.text import cleaned
from jaras.kernel.transports import Went

PRECEDENCES = frozenset({"bulk", "junk", "list", "auto_reply"})
MARKS = ("x-auto-response-suppress", "x-autoreply", "x-autorespond")
ACTIONS = {
    "failed": Went.FAILED,
    "delivered": Went.DELIVERED,
}  # of RFC 3464; delayed, relayed tell nothing yet
_ADDRESS = re.compile(r"<?[^\s@<>]+@[^\s@<>]+>?")


def is_automatic(message: Message, mail_from: str | None) -> bool:
    """RFC 3834, with what older programs write; the sender of a letter that must not be answered is empty."""
    submitted = header(message, "auto-submitted").partition(";")[0].strip().lower()
    return bool(
        submitted not in ("", "no")
        or header(message, "precedence").lower() in PRECEDENCES
        or any(header(message, mark) for mark in MARKS)
        or mail_from == ""
        or header(message, "return-path") == "<>"
    )


def is_report(message: Message) -> bool:
    return message.get_content_type() == "multipart/report" and any(_blocks(message))


def told(message: Message, answers: tuple[str, ...], at: datetime) -> tuple[Told, ...]:
    """What a report of RFC 3464 tells of a letter of ours; nothing where it only waits."""
    fields = {name: value for block in _blocks(message) for name, value in _fields(block)}
    went = ACTIONS.get(fields.get("action", "").lower())
    ours = next(iter((*_original(message), *answers)), "")
    if went is None or not ours:
        return ()
    code = fields.get("status", "").split(" ")[0][:20] if went is Went.FAILED else ""
    # What the other server said, without the address: it stands where it is sealed.
    words = _ADDRESS.sub("…", fields.get("diagnostic-code", ""))[:300] if went is Went.FAILED else ""
    return (Told(external_id=ours, went=went, at=at, code=code, words=words),)


def _blocks(message: Message) -> list[Message]:
    """The groups of fields: one of the letter, one of each address."""
    parts = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    return [each for part in parts for each in part.get_payload() if isinstance(each, Message)]


def _fields(block: Message) -> list[tuple[str, str]]:
    return [(name.lower(), cleaned(header(block, name.lower()))) for name in block]


def _original(message: Message) -> tuple[str, ...]:
    """The id of the letter that the report brings back, whole or by its headers."""
    for part in leaves(message):
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            letter = inside[0] if isinstance(inside, list) and inside else None
            if isinstance(letter, Message):
                return ids(header(letter, "message-id"))
        if part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            written = decoded(content, "utf-8") if isinstance(content, bytes) else ""
            return ids(header(message_from_string(written, policy=policy.compat32), "message-id"))
    return ()
