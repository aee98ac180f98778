"""What each channel writes when somebody says something, built from its public reference."""

import time
from hashlib import sha256
from typing import Any

from django.conf import settings

from jaras.demo.simulator.signed import address_of
from jaras.demo.simulator.writers import Writer

Part = dict[str, Any]


def now() -> int:
    return int(time.time())


# --- WhatsApp Cloud API --------------------------------------------------------------------------


def _whatsapp(**more: Any) -> Part:
    ours = settings.CHANNELS["whatsapp"]
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "212520000000", "phone_number_id": ours["phone_number_id"]},
        **more,
    }
    change = {"field": "messages", "value": value}
    return {"object": "whatsapp_business_account", "entry": [{"id": "300000000000001", "changes": [change]}]}


def whatsapp_message(writer: Writer, own_id: str, words: str, file: str, content: bytes, kind: str) -> Part:
    """Words, or a file with its words beneath; a telephone number only where it is known."""
    message: Part = {"id": own_id, "timestamp": str(now()), "from_user_id": writer.user}
    contact: Part = {"profile": {"name": writer.name}, "user_id": writer.user}
    if writer.number:
        message["from"] = contact["wa_id"] = writer.digits
    if file:
        form = "image" if kind.startswith("image/") else "audio" if kind.startswith("audio/") else "document"
        part: Part = {"id": file, "mime_type": kind, "sha256": sha256(content).hexdigest()}
        part |= {"voice": True} if form == "audio" else {"caption": words} if words else {}
        message |= {"type": form, form: part}
    else:
        message |= {"type": "text", "text": {"body": words}}
    return _whatsapp(contacts=[contact], messages=[message])


def whatsapp_status(writer: Writer | None, own_id: str, went: str) -> Part:
    status: Part = {"id": own_id, "status": went, "timestamp": str(now())}
    if writer is not None:
        status |= {"recipient_user_id": writer.user}
        status |= {"recipient_id": writer.digits} if writer.number else {}
    return _whatsapp(statuses=[status])


# --- a Facebook page -----------------------------------------------------------------------------


def _page(**more: Any) -> Part:
    page = settings.CHANNELS["facebook"]["page_id"]
    return {"object": "page", "entry": [{"id": page, "time": now() * 1000, **more}]}


def comment(writer: Writer, own_id: str, words: str, file: str) -> Part:
    page = settings.CHANNELS["facebook"]["page_id"]
    post = f"{page}_900000000000001"
    value = {
        "from": {"id": writer.user, "name": writer.name},
        "item": "comment",
        "verb": "add",
        "post_id": post,
        "parent_id": post,
        "comment_id": own_id,
        "created_time": now(),
        "message": words,
        "post": {
            "id": post,
            "permalink_url": f"https://www.facebook.com/{post}",
            "status_type": "mobile_status_update",
        },
    }
    if file:
        value["photo"] = address_of(file)
    return _page(changes=[{"field": "feed", "value": value}])


def messenger_message(writer: Writer, own_id: str, words: str, file: str, kind: str) -> Part:
    message: Part = {"mid": own_id} | ({"text": words} if words else {})
    if file:
        form = kind.partition("/")[0]
        form = form if form in ("image", "audio") else "file"
        message["attachments"] = [{"type": form, "payload": {"url": address_of(file)}}]
    return _page(messaging=[_event(writer) | {"message": message}])


def messenger_delivered(writer: Writer, own_id: str) -> Part:
    told = {"mids": [own_id], "watermark": now() * 1000}
    return _page(messaging=[_event(writer) | {"delivery": told}])


def _event(writer: Writer) -> Part:
    page = settings.CHANNELS["facebook"]["page_id"]
    return {"sender": {"id": writer.user}, "recipient": {"id": page}, "timestamp": now() * 1000}


# --- Kannel --------------------------------------------------------------------------------------


def text_message(writer: Writer, own_id: str, words: str) -> dict[str, str | bytes]:
    """Its `get-url` filled in: Arabic comes as UTF-16BE with coding 2."""
    known = settings.CHANNELS["sms"]
    plain = words.isascii()
    return {
        "secret": known["kannel_secret"],
        "from": writer.number,
        "to": known["from"],
        "text": words.encode("utf-8" if plain else "utf-16-be"),
        "coding": "0" if plain else "2",
        "charset": "UTF-8" if plain else "UTF-16BE",
        "id": own_id,
        "time": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime()),
    }


# --- a switchboard -------------------------------------------------------------------------------


def call(writer: Writer, call_id: str, event: str, recording: Part | None = None) -> Part:
    told: Part = {"event": event, "call_id": call_id, "from": writer.number, "to": "5050", "at": now()}
    return told | {"name": writer.name} | ({"recording": recording} if recording else {})
