"""What Kannel writes to us in the query of an address, what it takes from us."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, unquote_to_bytes, urlencode

from jaras.channels.base.numbers import international
from jaras.channels.sms.asked import Asked
from jaras.channels.sms.parts import is_plain
from jaras.conversations.rules.incoming import Incoming, Kind, Told, Unreadable
from jaras.kernel.text import cleaned
from jaras.kernel.transports import Outbound, Went

BINARY, SIXTEEN_BITS = "1", "2"  # values of %c; 0 is text of seven bits
# Values of %d: what became of a message of ours. Queued (4) says nothing yet.
WENT = {1: Went.DELIVERED, 2: Went.FAILED, 8: Went.SENT, 16: Went.FAILED, 34: Went.FAILED, 66: Went.FAILED}
WHY = {2: "undelivered", 16: "rejected", 34: "expired", 66: "unknown"}
ALL_REPORTS = 31


def fields(query: bytes) -> dict[str, bytes]:
    """The values of a query as bytes: words may be in any charset."""
    pairs = (each.partition(b"=") for each in query.split(b"&") if each)
    return {
        name.decode("ascii", "replace"): unquote_to_bytes(value.replace(b"+", b" "))
        for name, _sign, value in pairs
    }


def without_secret(query: bytes) -> bytes:
    """What may be kept, shown to whoever may see the raw delivery."""
    return b"&".join(each for each in query.split(b"&") if not each.startswith(b"secret="))


def message(query: bytes, *, arrived: datetime) -> Incoming:
    """Somebody's text message."""
    found = fields(query)
    told = {name: value.decode("utf-8", "replace") for name, value in found.items() if name != "text"}
    address = international(told.get("from", ""))
    if not address:
        raise Unreadable("nobody sent it")
    coding = told.get("coding", "0")
    binary = coding == BINARY
    return Incoming(
        external_id=told.get("id") or hashlib.sha256(query).hexdigest()[:40],
        address=address,
        at=_moment(told.get("time", ""), arrived),
        kind=Kind.UNKNOWN if binary else Kind.TEXT,
        words="" if binary else words(found.get("text", b""), coding, told.get("charset", "")),
        raw=told,
        context={"to": told.get("to", "")},
    )


def words(text: bytes, coding: str, charset: str) -> str:
    """What was written, whatever the charset is called; nothing is refused for it."""
    likely = "utf-16-be" if coding == SIXTEEN_BITS else "utf-8"
    for each in (charset or likely, likely, "utf-8", "cp1252"):
        try:
            return cleaned(text.decode(each))
        except (LookupError, UnicodeDecodeError):
            continue
    return cleaned(text.decode("utf-8", "replace"))


def report(query: bytes, *, arrived: datetime) -> Told | None:
    """What became of a message of ours; nothing while it only waits."""
    told = {name: value.decode("utf-8", "replace") for name, value in fields(query).items()}
    kind, ours = told.get("type", ""), told.get("id", "")
    if not (kind.isascii() and kind.isdigit() and ours):
        raise Unreadable("no report")
    if (went := WENT.get(int(kind))) is None:
        return None
    return Told(
        external_id=ours,
        went=went,
        at=_moment(told.get("time", ""), arrived),
        code=WHY.get(int(kind), ""),
        words=told.get("answer", "")[:300],
    )


def _moment(written: str, arrived: datetime) -> datetime:
    """Kannel writes the hour of Greenwich."""
    try:
        return datetime.strptime(written[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return arrived


def asked(sent: Outbound, known: Mapping[str, str], ours: str) -> Asked:
    """What `sendsms` takes by POST: neither words nor password stand in an address that logs keep."""
    headers = {
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Kannel-Username": known["kannel_user"],
        "X-Kannel-Password": known["kannel_password"],
        "X-Kannel-From": known["from"],
        "X-Kannel-To": sent.to,
        "X-Kannel-DLR-Mask": str(ALL_REPORTS),
        "X-Kannel-DLR-Url": _told_at(known, ours),
    }
    if not is_plain(sent.text):
        headers["X-Kannel-Coding"] = SIXTEEN_BITS
    return Asked(known["kannel_url"], sent.text.encode(), headers)


def _told_at(known: Mapping[str, str], ours: str) -> str:
    """Where Kannel tells what became of it; it writes its values in place of the signs."""
    query = urlencode({"secret": known["kannel_secret"], "id": ours}, quote_via=quote).replace("%", "%%")
    return f"{known['back']}/channels/sms/kannel/report?{query}&type=%d&answer=%A&time=%t"
