"""Words out of bytes and headers, whatever their charset is called."""

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from jaras.kernel.text import cleaned

# Python has them, no letter is written in them; they are slow on purpose-made text.
NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_ARABIC_RUN = re.compile(rb"[\x80-\xff]{3}")  # French never has three accents in a row


def decoded(content: bytes, charset: str | None) -> str:
    """As the letter says, else UTF-8, else the code page of Arabic or French Windows."""
    for each in (charset, "utf-8"):
        try:
            if each and codecs.lookup(each).name not in NO_CHARSETS:
                return content.decode(each)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1256" if _ARABIC_RUN.search(content) else "cp1252", "replace")


def charset_of(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except ValueError:  # a NUL in its name
        return None


def filename_of(part: Message) -> str:
    """The name of a file, its last step only; some programs write it as they write a subject."""
    named = Message()
    try:
        named["name"] = part.get_filename("") or ""
    except ValueError:
        return ""
    return header(named, "name").replace("\\", "/").rpartition("/")[2][:120]


def header(message: Message, name: str) -> str:
    """A header as it was meant, on one line; empty where there is none."""
    found = (value for key, value in message.raw_items() if key.lower() == name)
    raw = str(next(found, "")).encode("utf-8", "surrogateescape")
    written = " ".join(decoded(raw, None).split())
    try:
        parts = decode_header(written)
    except (HeaderParseError, ValueError):
        return cleaned(written)
    return cleaned("".join(_part(each, charset) for each, charset in parts))


def _part(written: str | bytes, charset: str | None) -> str:
    if isinstance(written, str):
        return written
    return decoded(written, charset) if charset else written.decode("raw_unicode_escape", "replace")
