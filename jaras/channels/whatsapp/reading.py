"""What WhatsApp delivers, turned into what was said."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from jaras.channels.base import graph
from jaras.channels.base.configuration import values
from jaras.channels.base.wire import Said, each, fingerprint, inner, loaded, moment, number, word
from jaras.conversations.rules import Attached, Incoming, Kind, NotFetched, Read, Told, Unreadable

MEDIA = {
    "audio": Kind.VOICE,
    "image": Kind.IMAGE,
    "sticker": Kind.IMAGE,
    "video": Kind.DOCUMENT,
    "document": Kind.DOCUMENT,
}
WENT = {"sent": "sent", "delivered": "delivered", "read": "read", "played": "read", "failed": "failed"}
REFERENCE = re.compile(r"[A-Za-z0-9_.-]{1,200}")


class Reader:
    """Every type of message that the reference knows; one it does not know is kept raw."""

    channel = "whatsapp"

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        delivery = loaded(body)
        if delivery.get("object") != "whatsapp_business_account":
            raise Unreadable("not of WhatsApp")
        changes = [
            inner(change, "value") for entry in each(delivery, "entry") for change in each(entry, "changes")
        ]
        return Read(
            said=tuple(_incoming(message, value) for value in changes for message in each(value, "messages")),
            told=tuple(told for value in changes for told in _told(value)),
        )

    def fetch(self, attached: Attached) -> bytes:
        """In two steps: an address that lives five minutes, then what lies there, checked."""
        if not REFERENCE.fullmatch(attached.ref):
            raise NotFetched("no_such_reference")
        ours = values(self.channel)
        about = graph.described(f"{ours['graph']}/{attached.ref}", ours["token"])
        if (number(about, "file_size") or 0) > settings.UPLOAD_LIMIT:
            raise NotFetched("too_large")
        content = graph.downloaded(word(about, "url"), ours["token"], again=graph.SOON)
        digest = hashlib.sha256(content).hexdigest()
        if {attached.sha256, _hexadecimal(word(about, "sha256"))} - {digest, ""}:
            raise NotFetched("another_sha256", again=graph.SOON)
        return content


def _incoming(message: Said, value: Said) -> Incoming:
    contact = _contact(message, value)
    address, *others = _addresses(message, contact) or [""]
    edited = inner(message, "edit")
    content = inner(edited, "message") or message
    return Incoming(
        external_id=word(message, "id") or fingerprint(message),
        address=address,
        other_addresses=tuple(others),
        name=word(inner(contact, "profile"), "name"),
        at=moment(message, "timestamp"),
        raw=message,
        **_content(content) | ({"context": {"edits": word(edited, "original_message_id")}} if edited else {}),
    )


def _content(message: Said) -> dict[str, Any]:
    """The fields that say what was said."""
    kind = word(message, "type")
    part = inner(message, kind)
    answered = word(inner(message, "context"), "id")
    found: dict[str, Any] = {"kind": Kind.UNKNOWN, "answers": (answered,) if answered else ()}
    match kind:
        case "text":
            found |= {"kind": Kind.TEXT, "words": word(part, "body")}
        case "audio" | "image" | "sticker" | "video" | "document":
            found |= {
                "kind": MEDIA[kind],
                "words": word(part, "caption"),
                "attached": _attached(part, MEDIA[kind]),
            }
        case "location":
            place = ", ".join(filter(None, (word(part, "name"), word(part, "address"))))
            found |= {"kind": Kind.LOCATION, "place": place, "link": word(part, "url")}
            found |= {"latitude": number(part, "latitude"), "longitude": number(part, "longitude")}
        case "contacts":
            found |= {"kind": Kind.TEXT, "words": "\n".join(_cards(message))}
        case "interactive":
            reply = inner(part, "button_reply") or inner(part, "list_reply")
            if reply:
                words = "\n".join(filter(None, (word(reply, "title"), word(reply, "description"))))
                found |= {"kind": Kind.BUTTON, "words": words, "context": {"button": word(reply, "id")}}
        case "button":
            pressed = {"button": word(part, "payload")}
            found |= {"kind": Kind.BUTTON, "words": word(part, "text"), "context": pressed}
        case "reaction":
            found |= {
                "kind": Kind.REACTION,
                "words": word(part, "emoji"),
                "answers": (word(part, "message_id"),),
            }
        case "system":
            found |= {"words": word(part, "body")}
        case "order":
            found |= {"words": word(part, "text")}
    return found


def _attached(part: Said, kind: Kind) -> tuple[Attached, ...]:
    return (
        Attached(
            kind=kind,
            name=word(part, "filename"),
            ref=word(part, "id"),
            sha256=_hexadecimal(word(part, "sha256")),
            media_type=word(part, "mime_type"),
        ),
    )


def _hexadecimal(digest: str) -> str:
    """Deliveries tell it in Base64, Graph in hexadecimal digits; nothing where it is neither."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", digest):
        return digest.lower()
    try:
        found = base64.b64decode(digest, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return found.hex() if len(found) == 32 else ""


def _cards(message: Said) -> Iterator[str]:
    for card in each(message, "contacts"):
        phones = (word(phone, "phone") or word(phone, "wa_id") for phone in each(card, "phones"))
        yield ", ".join(filter(None, (word(inner(card, "name"), "formatted_name"), *phones)))


def _contact(message: Said, value: Said) -> Said:
    """Who wrote, as the delivery introduces them."""
    known = list(each(value, "contacts"))
    ids = {word(message, "from"), word(message, "from_user_id")} - {""}
    for contact in known:
        if ids & {word(contact, "wa_id"), word(contact, "user_id")}:
            return contact
    return known[0] if len(known) == 1 else {}


def _addresses(message: Said, contact: Said) -> list[str]:
    """A telephone first, where there is one; then what stands for the person in this business alone."""
    system = inner(message, "system")  # a new number, a new id of the same person
    told = [word(message, "from"), word(contact, "wa_id"), word(system, "wa_id")]
    told += [word(message, "from_user_id"), word(contact, "user_id"), word(system, "user_id")]
    told += [word(message, "from_parent_user_id"), word(contact, "parent_user_id")]
    phones = [f"+{each}" for each in told if each.isdecimal()]
    return list(dict.fromkeys([*phones, *(each for each in told if each and not each.isdecimal())]))


def _told(value: Said) -> Iterator[Told]:
    for status in each(value, "statuses"):
        went = WENT.get(word(status, "status"))
        if went and word(status, "id"):
            error: Said = next(each(status, "errors"), {})
            why = (word(error, "title"), word(inner(error, "error_data"), "details"))
            yield Told(
                external_id=word(status, "id"),
                went=went,
                at=moment(status, "timestamp"),
                code=word(error, "code"),
                words=": ".join(filter(None, why)),
            )
