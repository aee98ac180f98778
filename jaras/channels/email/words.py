"""The words of a letter, from its plain text or out of its HTML."""

import re
from email.message import Message

from jaras.channels.email.charsets import charset_of, decoded
from jaras.channels.email.markup import lines, without_tags
from jaras.kernel.text import cleaned

LONGEST = 300_000  # characters of a body that are looked at
_BLANKS = re.compile(r"\n{3,}")


def words(message: Message) -> str:
    """The first plain text that says something, else the first HTML."""
    plain = next(filter(str.strip, map(_text, _bodies(message, "text/plain"))), "")
    if plain:
        return tidy(plain)
    return next(filter(None, (of_html(_text(part)) for part in _bodies(message, "text/html"))), "")


def is_body(part: Message, media_type: str) -> bool:
    return part.get_content_type() == media_type and part.get_content_disposition() != "attachment"


def _bodies(message: Message, media_type: str) -> list[Message]:
    return [part for part in leaves(message) if is_body(part, media_type)]


def leaves(message: Message) -> list[Message]:
    """The parts that hold something themselves; a letter within a letter is one of them."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        return [message]
    inside = message.get_payload()
    return [leaf for part in inside if isinstance(part, Message) for leaf in leaves(part)]


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return decoded(content, charset_of(part))[:LONGEST] if isinstance(content, bytes) else ""


def tidy(written: str) -> str:
    ended = (line.rstrip() for line in written.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return cleaned(_BLANKS.sub("\n\n", "\n".join(ended)))


def of_html(page: str) -> str:
    return tidy("\n".join(lines(page))) or tidy(without_tags(page))
