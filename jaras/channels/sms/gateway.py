"""Any gateway that speaks HTTP: its fields are named in the settings, what it takes is a JSON of ours."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from jaras.channels.base.moments import moment
from jaras.channels.base.numbers import international
from jaras.channels.sms.asked import Asked
from jaras.conversations.rules.incoming import Incoming, Kind, Read, Told, Unreadable
from jaras.kernel.text import cleaned
from jaras.kernel.transports import NotSent, Outbound, Went

# What it calls our words: `time=data.received_at` reads a value inside another.
FIELDS = "id=id,from=from,text=text,time=time,status=status,reference=reference"
BODY = '{"from": "{from}", "to": "{to}", "text": "{text}", "id": "{id}"}'
PLACE = re.compile(r"\{(from|to|text|id)\}")
MOST_FIELDS = 200
WENT = {
    "sent": Went.SENT,
    "delivered": Went.DELIVERED,
    "delivrd": Went.DELIVERED,
    "read": Went.READ,
    "failed": Went.FAILED,
    "undelivered": Went.FAILED,
    "undeliv": Went.FAILED,
    "rejected": Went.FAILED,
    "rejectd": Went.FAILED,
    "expired": Went.FAILED,
}


def read(body: bytes, content_type: str, names: str, *, arrived: datetime) -> Read:
    """A text message; where a `status` of ours is told, what became of it."""
    told = _values(_parsed(body, content_type), names or FIELDS)
    at = moment(told.get("time", ""), arrived)
    if told.get("status") and told.get("reference"):
        status = told["status"].strip().lower()
        if (went := WENT.get(status)) is None:
            return Read()
        code = status if went is Went.FAILED else ""
        return Read(told=(Told(external_id=told["reference"], went=went, at=at, code=code),))
    address = international(told.get("from", ""))
    if not address:
        raise Unreadable("nobody sent it")
    said = Incoming(
        external_id=told.get("id") or hashlib.sha256(body).hexdigest()[:40],
        address=address,
        at=at,
        kind=Kind.TEXT if told.get("text") else Kind.UNKNOWN,
        words=told.get("text", ""),
        raw=told,
    )
    return Read(said=(said,))


def _parsed(body: bytes, content_type: str) -> Any:
    kind = Message()
    kind["Content-Type"] = content_type or "application/json"
    try:
        written = body.decode(kind.get_content_charset() or "utf-8")
        if kind.get_content_type() == "application/x-www-form-urlencoded":
            return dict(parse_qsl(written, keep_blank_values=True, max_num_fields=MOST_FIELDS))
        return json.loads(written)
    except (ValueError, LookupError, RecursionError) as fault:
        raise Unreadable(type(fault).__name__) from fault


def _values(data: Any, names: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in names.split(","):
        ours, _sign, theirs = each.strip().partition("=")
        value = data
        for step in theirs.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found[ours] = cleaned(str(value))
    return found


def asked(sent: Outbound, known: Mapping[str, str], ours: str) -> Asked:
    """The JSON that the settings describe, with our values in their places; raises `NotSent`."""
    values = {"from": known["from"], "to": sent.to, "text": sent.text, "id": ours}
    try:
        shape = json.loads(known["gateway_body"] or BODY)
    except ValueError as fault:
        raise NotSent("not_json", words=str(fault)) from fault
    headers = {"Content-Type": "application/json"}
    if known["gateway_authorization"]:
        headers["Authorization"] = known["gateway_authorization"]
    return Asked(known["gateway_url"], json.dumps(_written(shape, values)).encode(), headers)


def _written(shape: Any, values: Mapping[str, str]) -> Any:
    """The same JSON with values in place of their names, once: words that hold a name stay words."""
    if isinstance(shape, dict):
        return {name: _written(each, values) for name, each in shape.items()}
    if isinstance(shape, list):
        return [_written(each, values) for each in shape]
    return PLACE.sub(lambda found: values[found[1]], shape) if isinstance(shape, str) else shape
