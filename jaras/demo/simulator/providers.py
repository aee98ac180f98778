"""What this copy asks of the other side: Meta's Graph, Kannel's `sendsms`, recordings of a switchboard."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from secrets import token_hex
from threading import Timer
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.channels.base.signatures import same
from jaras.demo.simulator import formats, journal, wire
from jaras.demo.simulator.doors import for_programs
from jaras.demo.simulator.signed import address_of, is_signed
from jaras.demo.simulator.writers import Writer, writer_at, writers
from jaras.web.shell.request import Request

SOON_S = 1.0  # after the answer the channel tells how far the message came
# As Meta words them.
UNDELIVERABLE = {
    "message": "(#131026) Message undeliverable",
    "type": "OAuthException",
    "code": 131026,
    "error_data": {"messaging_product": "whatsapp", "details": "Message Undeliverable."},
}
UNAVAILABLE = {
    "message": "(#551) This person isn't available right now.",
    "type": "OAuthException",
    "code": 551,
    "error_subcode": 1545041,
}
NO_TOKEN = {
    "message": "Invalid OAuth access token - Cannot parse access token",
    "type": "OAuthException",
    "code": 190,
}
NO_OBJECT = {
    "message": "Unsupported request. Object does not exist, or cannot be loaded due to missing permissions",
    "type": "GraphMethodException",
    "code": 100,
    "error_subcode": 33,
}
NOT_JSON = {"message": "(#100) Invalid parameter", "type": "OAuthException", "code": 100}


@for_programs
@require_POST
def messages(request: Request, number: str) -> HttpResponse:
    """What leaves by WhatsApp, by Messenger."""
    ours, page = settings.CHANNELS["whatsapp"], settings.CHANNELS["facebook"]
    if number not in (ours["phone_number_id"], page["page_id"]):
        return _error(404, NO_OBJECT)
    whatsapp = number == ours["phone_number_id"]
    if not _has_token(request, (ours if whatsapp else page)["token"]):
        return _error(401, NO_TOKEN)
    try:
        asked = json.loads(request.body)
    except ValueError:
        return _error(400, NOT_JSON)
    return _by_whatsapp(asked) if whatsapp else _by_messenger(asked)


def _by_whatsapp(asked: dict[str, Any]) -> HttpResponse:
    """An opaque id in `to` is answered as the real one answers it: 200, and nothing arrives."""
    to, recipient = str(asked.get("to", "")), str(asked.get("recipient", ""))
    writer = writer_at(to if to.isdecimal() else "", recipient)
    if writer is not None and writer.key in journal.read().refusing:
        return _error(400, UNDELIVERABLE)
    own_id = f"wamid.{token_hex(16)}"
    _arrives(writer, own_id, _words(asked))
    if to.isdecimal() or recipient:
        _later(lambda: _told_by_whatsapp(writer, own_id))
    contact = {"input": to, "wa_id": to} if to else {"input": recipient, "user_id": recipient}
    sent = {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": own_id}]}
    return JsonResponse(sent)


def _words(asked: dict[str, Any]) -> str:
    if asked.get("type") != "template":
        return str(asked.get("text", {}).get("body", ""))
    template = asked.get("template", {})
    parts = [part for each in template.get("components", ()) for part in each.get("parameters", ())]
    return " · ".join([f"[{template.get('name', '')}]", *(str(part.get("text", "")) for part in parts)])


def _told_by_whatsapp(writer: Writer | None, own_id: str) -> None:
    for went in ("sent", "delivered"):
        wire.deliver_as_meta("whatsapp", formats.whatsapp_status(writer, own_id, went))
        journal.write(told=own_id, state=went)


def _by_messenger(asked: dict[str, Any]) -> HttpResponse:
    """A comment is answered in private: the answer tells by which id its writer is known from then on."""
    to = asked.get("recipient", {})
    public = to.get("comment_id") or to.get("post_id")
    line = journal.read().lines.get(str(public)) if public else None
    writer = writer_at(str(to.get("id", ""))) if line is None else writers()[line.writer]
    if writer is not None and writer.key in journal.read().refusing:
        return _error(400, UNAVAILABLE)
    own_id = f"m_{token_hex(20)}"
    _arrives(writer, own_id, str(asked.get("message", {}).get("text", "")))
    if writer is not None:
        _later(lambda: _told_by_messenger(writer, own_id))
    return JsonResponse({"recipient_id": writer.user if writer else to.get("id", ""), "message_id": own_id})


def _told_by_messenger(writer: Writer, own_id: str) -> None:
    wire.deliver_as_meta("facebook", formats.messenger_delivered(writer, own_id))
    journal.write(told=own_id, state="delivered")


@for_programs
@require_GET
def media(request: Request, number: str) -> HttpResponse:
    """The first of two steps: where the file lies for five minutes, what it is."""
    if not _has_token(request, settings.CHANNELS["whatsapp"]["token"]):
        return _error(401, NO_TOKEN)
    if (kept := journal.file(number)) is None:
        return _error(404, NO_OBJECT)
    media_type, content = kept
    return JsonResponse(
        {
            "messaging_product": "whatsapp",
            "url": address_of(number),
            "mime_type": media_type,
            "sha256": sha256(content).hexdigest(),
            "file_size": len(content),
            "id": number,
        }
    )


@for_programs
@require_GET
def file(request: Request, number: str) -> HttpResponse:
    """The second step: the bytes, to whoever has the signed address."""
    if not is_signed(number, request.GET.get("signature", "")):
        return HttpResponse("URL signature mismatch", status=403, content_type="text/plain")
    return _bytes(number)


@for_programs
@require_GET
def recording(request: Request, number: str) -> HttpResponse:
    """A recording as the switchboard gives it within its own network, under a number that nobody guesses."""
    return _bytes(number)


def _bytes(number: str) -> HttpResponse:
    if (kept := journal.file(number)) is None:
        return HttpResponse(status=404)
    media_type, content = kept
    return HttpResponse(content, content_type=media_type)


@for_programs
@require_http_methods(["GET", "POST"])
def sendsms(request: Request) -> HttpResponse:
    """Kannel takes a text message, tells later what became of it."""
    known, asked = settings.CHANNELS["sms"], request.headers
    right = same(asked.get("X-Kannel-Username", ""), known["kannel_user"])
    if not (same(asked.get("X-Kannel-Password", ""), known["kannel_password"]) and right):
        return HttpResponse("Authorization failed for sendsms", status=403, content_type="text/plain")
    writer = writer_at(asked.get("X-Kannel-To", ""))
    refuses = writer is not None and writer.key in journal.read().refusing
    own_id = f"sms-{token_hex(12)}"
    if not refuses:
        _arrives(writer, own_id, request.body.decode("utf-8", "replace"))
    if back := asked.get("X-Kannel-DLR-Url", ""):
        _later(lambda: _told_by_kannel(back, own_id, delivered=not refuses))
    return HttpResponse("0: Accepted for delivery", status=202, content_type="text/plain")


def _told_by_kannel(address: str, own_id: str, *, delivered: bool) -> None:
    """At the operator's; then delivered, or not."""
    _call_back(address, d="8", A="ACK%2F")
    if delivered:
        _call_back(address, d="1", A="stat%3ADELIVRD")
        journal.write(told=own_id, state="delivered")
    else:
        _call_back(address, d="2", A="stat%3AUNDELIV+err%3A006")


def _call_back(address: str, **signs: str) -> None:
    """With the values of Kannel in place of its signs."""
    known = {"t": "", "%": "%"} | signs
    wire.call_back(re.sub("%(.)", lambda found: known.get(found[1], ""), address))


def _arrives(writer: Writer | None, own_id: str, words: str) -> None:
    """On the telephone of somebody invented; whoever else the demo tells of has none to look at."""
    if writer is not None:
        journal.write(id=own_id, writer=writer.key, words=words, ours=True, state="")


def _later(tell: Callable[[], None]) -> None:
    timer = Timer(SOON_S, tell)
    timer.daemon = True
    timer.start()


def _has_token(request: Request, token: str) -> bool:
    kind, _space, given = request.headers.get("Authorization", "").partition(" ")
    return kind == "Bearer" and same(given, token)


def _error(status: int, error: dict[str, Any]) -> HttpResponse:
    return JsonResponse({"error": error | {"fbtrace_id": token_hex(8)}}, status=status)
