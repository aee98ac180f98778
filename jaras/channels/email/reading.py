"""A letter as it came by SMTP, read: who wrote, what is new in it, what came along, what it answers."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from django.conf import settings

from jaras.channels.base.configuration import values
from jaras.channels.email import automatic
from jaras.channels.email.addresses import address_of, answered_by_token, ids, is_ours
from jaras.channels.email.answering import answering
from jaras.channels.email.charsets import filename_of, header
from jaras.channels.email.quoting import without_quotation
from jaras.channels.email.words import is_body, leaves, words
from jaras.conversations.rules.incoming import Attached, Incoming, Kind, Read, Unreadable
from jaras.conversations.rules.reading import NotFetched

KINDS = {"image": Kind.IMAGE, "audio": Kind.VOICE}
BODIES = ("text/plain", "text/html")
MOST_FILES = 20
REFERENCES = 20
BELIEVED = timedelta(days=3)  # how long before its arrival a letter may have been written
logger = logging.getLogger(__name__)


class LetterReader:
    """Headers are read by the lenient policy of the library: a broken one costs no words."""

    channel = "email"

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        try:
            return self._read(body, said)
        except RecursionError as fault:
            raise Unreadable("nested a thousand times") from fault

    def _read(self, body: bytes, said: Mapping[str, str]) -> Read:
        letter, arrived = message_from_bytes(body, policy=policy.compat32), datetime.fromisoformat(said["at"])
        ours, mail_from = values(self.channel).get("address", ""), said.get("mail_from")
        answers = _answers(letter, said.get("rcpt_to", "").split(), ours)
        if automatic.is_report(letter):
            return Read(told=automatic.told(letter, answers, arrived))
        name, address = address_of(header(letter, "reply-to"))
        if not address:
            name, address = address_of(header(letter, "from"))
        if not address:
            _name, address = address_of(mail_from or "")
        if not address:
            raise Unreadable("nobody sent it")
        if is_ours(address, ours) or address.lower() == address_of(settings.DEFAULT_FROM_EMAIL)[1].lower():
            logger.warning("A letter of our own came back: it is kept, not read")
            return Read()
        attached, new = _attached(letter), words(letter)
        if answers or ids(header(letter, "in-reply-to")):
            new = without_quotation(new)
        by_program = automatic.is_automatic(letter, mail_from)
        own_ids = ids(header(letter, "message-id"))
        return Read(
            said=(
                Incoming(
                    external_id=(own_ids or (hashlib.sha256(body).hexdigest()[:40],))[0],
                    address=address,
                    at=_moment(letter, arrived),
                    kind=Kind.AUTO_REPLY if by_program else _kind(new, attached),
                    words=new,
                    name=name[:200],
                    attached=attached,
                    subject=header(letter, "subject")[:300],
                    answers=answers,
                    context={
                        "message_id": own_ids[0] if own_ids else "",
                        "references": list(ids(header(letter, "references"))[-REFERENCES:]),
                        "subject": answering(header(letter, "subject")[:300]),
                    },
                ),
            )
        )

    def fetch(self, attached: Attached) -> bytes:
        raise NotFetched("no_files")  # they came with the letter


def _answers(letter: Message, recipients: list[str], ours: str) -> tuple[str, ...]:
    """Ids of letters of which this one may be the answer, the surest first."""
    by_token = answered_by_token(recipients, ours)
    references = ids(header(letter, "references"))[-REFERENCES:]
    return tuple(dict.fromkeys((*by_token, *ids(header(letter, "in-reply-to")), *reversed(references))))


def _kind(new: str, attached: tuple[Attached, ...]) -> Kind:
    return attached[0].kind if attached and not new else Kind.TEXT


def _moment(letter: Message, arrived: datetime) -> datetime:
    """When it was written, as far as that can be believed."""
    try:
        written = parsedate_to_datetime(header(letter, "date"))
        written = written if written.tzinfo else written.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return arrived
    return written if arrived - BELIEVED <= written <= arrived else arrived


def _attached(letter: Message) -> tuple[Attached, ...]:
    """What came along; intake looks into each file before anybody opens it."""
    files = [part for part in leaves(letter) if not any(is_body(part, each) for each in BODIES)]
    return tuple(filter(None, map(_file, files[:MOST_FILES])))


def _file(part: Message) -> Attached | None:
    within = part.get_content_type() == "message/rfc822"
    content = _whole(part) if within else part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return None
    return Attached(
        kind=KINDS.get(part.get_content_maintype(), Kind.DOCUMENT),
        name=filename_of(part),
        content=content,
        media_type=part.get_content_type(),
    )


def _whole(part: Message) -> bytes:
    """A letter within a letter, as far as it can be written again."""
    inside = part.get_payload()
    try:
        return b"".join(each.as_bytes() for each in inside if isinstance(each, Message))
    except (ValueError, LookupError):
        return b""
