"""Deliveries of WhatsApp, built from the public reference of its webhooks."""

import json
from typing import Any

PHONE, USER = "212600000001", "MA.13491208655302741918"
SENT_AT = 1795658400
DIGEST = "b3f4a6c1" * 8

Said = dict[str, Any]


def contact(*, phone: str = PHONE, user: str = USER, name: str = "Fatima") -> Said:
    found: Said = {"profile": {"name": name}}
    return found | ({"wa_id": phone} if phone else {}) | ({"user_id": user} if user else {})


def message(kind: str, *, phone: str = PHONE, user: str = USER, id: str = "wamid.A1", **parts: Any) -> Said:
    found: Said = {"id": id, "timestamp": str(SENT_AT), "type": kind, **parts}
    return found | ({"from": phone} if phone else {}) | ({"from_user_id": user} if user else {})


def text(body: str, **more: Any) -> Said:
    return message("text", text={"body": body}, **more)


def media(kind: str, *, caption: str = "", **part: Any) -> Said:
    found: Said = {"id": "media-1", "mime_type": "audio/ogg; codecs=opus", "sha256": DIGEST, **part}
    return message(kind) | {kind: found | ({"caption": caption} if caption else {})}


def status(went: str, *, id: str = "wamid.OURS", **more: Any) -> Said:
    where = {"recipient_id": PHONE, "recipient_user_id": USER}
    return {"id": id, "status": went, "timestamp": str(SENT_AT), **where, **more}


def fault(code: int, title: str, details: str) -> Said:
    return {"code": code, "title": title, "message": title, "error_data": {"details": details}}


def delivery(*messages: Said, statuses: tuple[Said, ...] = (), contacts: list[Said] | None = None) -> Said:
    value: Said = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "212520000000", "phone_number_id": "111"},
        "contacts": [contact()] if contacts is None else contacts,
    }
    value |= {"messages": list(messages)} if messages else {}
    value |= {"statuses": list(statuses)} if statuses else {}
    change = {"field": "messages", "value": value}
    return {"object": "whatsapp_business_account", "entry": [{"id": "333", "changes": [change]}]}


def wire(delivered: Said) -> bytes:
    return json.dumps(delivered).encode()


PLACE = {"latitude": 32.88, "longitude": -6.91, "name": "Gare routière", "address": "Khouribga"}
CARD = {
    "name": {"formatted_name": "Khadija"},
    "phones": [{"phone": "+212 600-000002", "wa_id": "212600000002"}],
}
ASKED = {"from": "212520000000", "id": "wamid.OURS"}
ORDER = {"catalog_id": "1", "text": "Deux", "product_items": []}
UNKNOWN_TYPE = fault(131051, "Message type unknown", "Not supported.")

# Every type of the reference, with what its reader is told.
EVERY: dict[str, Said] = {
    "text": text("عندي خبر"),
    "voice": media("audio", voice=True),
    "audio": media("audio", voice=False, mime_type="audio/mpeg"),
    "image": media("image", caption="Devant la gare", mime_type="image/jpeg"),
    "video": media("video", caption="Regardez", mime_type="video/mp4"),
    "sticker": media("sticker", mime_type="image/webp", animated=False),
    "document": media("document", filename="certificat.pdf", mime_type="application/pdf"),
    "location": message("location", location=PLACE),
    "contacts": message("contacts", contacts=[CARD]),
    "button_reply": message(
        "interactive",
        context=ASKED,
        interactive={"type": "button_reply", "button_reply": {"id": "yes", "title": "Oui"}},
    ),
    "list_reply": message(
        "interactive",
        context=ASKED,
        interactive={
            "type": "list_reply",
            "list_reply": {"id": "night", "title": "Cette nuit", "description": "Un lit"},
        },
    ),
    "button": message("button", context=ASKED, button={"payload": "STOP", "text": "Arrêter"}),
    "reaction": message("reaction", reaction={"message_id": "wamid.OURS", "emoji": "🙏"}),
    "order": message("order", order=ORDER),
    "system": message(
        "system",
        system={
            "body": "User changed",
            "type": "user_changed_number",
            "wa_id": "212600000009",
            "user_id": USER,
        },
    ),
    "unsupported": message("unsupported", errors=[UNKNOWN_TYPE], unsupported={"type": "poll_creation"}),
    "request_welcome": message("request_welcome"),
    "edit": message(
        "edit",
        edit={"original_message_id": "wamid.A0", "message": {"type": "text", "text": {"body": "Non, 12"}}},
    ),
    "revoke": message("revoke", revoke={"original_message_id": "wamid.A0"}),
    "of tomorrow": message("hologram", hologram={"id": "1"}),
}
