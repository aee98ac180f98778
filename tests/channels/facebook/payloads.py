"""Deliveries of a Facebook page, built from the public reference of its webhooks."""

import json
from typing import Any

PAGE, PERSON = "222", "7770001"
SENT_AT = 1795658400
POST = f"{PAGE}_900"
COMMENT = f"{POST}_901"

Said = dict[str, Any]


def event(*, sender: str = PERSON, **parts: Any) -> Said:
    return {"sender": {"id": sender}, "recipient": {"id": PAGE}, "timestamp": SENT_AT * 1000, **parts}


def message(**parts: Any) -> Said:
    return event(message={"mid": "m_1", **parts})


def file(kind: str, url: str = "https://cdn.example/f?sig=1") -> Said:
    return {"type": kind, "payload": {"url": url}}


def feed(*, who: str = PERSON, item: str = "comment", verb: str = "add", **parts: Any) -> Said:
    found: Said = {
        "from": {"id": who, "name": "Fatima Z."},
        "item": item,
        "verb": verb,
        "post_id": POST,
        "created_time": SENT_AT,
        "message": "واش كاين شي حد؟",
    }
    return found | ({"comment_id": COMMENT, "parent_id": POST} if item == "comment" else {}) | parts


def delivery(*events: Said, changes: tuple[Said, ...] = (), standby: tuple[Said, ...] = ()) -> Said:
    entry: Said = {"id": PAGE, "time": SENT_AT * 1000}
    entry |= {"messaging": list(events)} if events else {}
    entry |= {"standby": list(standby)} if standby else {}
    entry |= {"changes": [{"field": "feed", "value": value} for value in changes]} if changes else {}
    return {"object": "page", "entry": [entry]}


def wire(delivered: Said) -> bytes:
    return json.dumps(delivered).encode()
