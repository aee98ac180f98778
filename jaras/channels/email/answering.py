"""What makes a letter of ours the next one of a thread, for their mail program, for ours."""

import hmac
from hashlib import sha256

from jaras.channels.base.configuration import values
from jaras.channels.email.addresses import ids, message_id, with_token
from jaras.kernel.keys import ring
from jaras.kernel.transports import Outbound

ACKNOWLEDGEMENT = "acknowledgement"  # of `topics`: nobody wrote it
REFERENCES = 20
ANSWERED = ("re:", "re :", "رد:")


def headers_of(message: Outbound) -> dict[str, str]:
    """Its Message-ID is the external id by which answers and reports name it: the same when tried again."""
    ours, told = values("email").get("address", ""), message.context
    if not ours:
        return {}
    token = _token(message.about)
    headers = {"Message-ID": message_id(ours, token), "Reply-To": with_token(ours, token)}
    if theirs := ids(str(told.get("message_id", ""))):
        thread = [*ids(" ".join(map(str, told.get("references", ())))), theirs[0]]
        headers["In-Reply-To"] = theirs[0]
        headers["References"] = " ".join(dict.fromkeys(thread[-REFERENCES:]))
    if message.topic == ACKNOWLEDGEMENT:
        headers |= {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return headers


def _token(about: tuple[str, int]) -> str:
    """Nobody guesses it without the keys of the copy: who has it was written to."""
    return hmac.new(ring.ring().lookup, f"letter:{about[0]}:{about[1]}".encode(), sha256).hexdigest()[:24]


def answering(subject: str) -> str:
    """The subject of a thread, marked once as an answer."""
    return subject if not subject or subject.lower().startswith(ANSWERED) else f"Re: {subject}"
