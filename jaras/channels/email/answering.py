"""What makes a letter of ours the next one of a thread, for their mail program, for ours."""

from secrets import token_hex

from jaras.channels.base.configuration import values
from jaras.channels.email.addresses import ids, message_id, with_token
from jaras.kernel.transports import Outbound

ACKNOWLEDGEMENT = "acknowledgement"  # of `topics`: nobody wrote it
REFERENCES = 20


def headers_of(message: Outbound) -> dict[str, str]:
    """Its Message-ID is the external id by which answers and reports name it; asked once, kept with it."""
    ours, told = values("email").get("address", ""), message.context
    if not ours:
        return {}
    token = token_hex(12)
    headers = {"Message-ID": message_id(ours, token), "Reply-To": with_token(ours, token)}
    if theirs := ids(str(told.get("message_id", ""))):
        thread = [*ids(" ".join(map(str, told.get("references", ())))), theirs[0]]
        headers["In-Reply-To"] = theirs[0]
        headers["References"] = " ".join(dict.fromkeys(thread[-REFERENCES:]))
    if message.topic == ACKNOWLEDGEMENT:
        headers |= {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return headers


def subject_of(message: Outbound, otherwise: str) -> str:
    """The subject of the thread, marked once as an answer."""
    theirs = " ".join(str(message.context.get("subject", "")).split())[:200]
    if not theirs:
        return otherwise
    return theirs if theirs.lower().startswith(("re:", "re :", "رد:")) else f"Re: {theirs}"
