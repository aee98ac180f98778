"""How the simulator reaches this copy: by the doors that everybody uses, with real signatures."""

import json
import smtplib
import time
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings

from jaras.channels.base.signatures import hmac_sha256
from jaras.kernel.posting import Answer, fetch, post

Said = Mapping[str, Any]


class Unheard(Exception):
    """The door did not take it, in its own words."""


def deliver_as_meta(channel: str, delivered: Said) -> None:
    """As Meta does: JSON, signed with the secret of the app over the bytes."""
    body = json.dumps(delivered).encode()
    signature = hmac_sha256(settings.CHANNELS[channel]["app_secret"], body)
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}
    _taken(post(_door(channel), body, headers, demo=True))


def deliver_as_switchboard(told: Said) -> None:
    """As a switchboard does: signed together with the moment."""
    body, stamp = json.dumps(told).encode(), str(int(time.time()))
    signature = hmac_sha256(settings.CHANNELS["telephone"]["key"], stamp.encode() + b"." + body)
    headers = {"Content-Type": "application/json", "X-Timestamp": stamp, "X-Signature": signature}
    _taken(post(_door("telephone"), body, headers, demo=True))


def deliver_as_kannel(query: Mapping[str, str | bytes]) -> None:
    """As Kannel does: everything in the query of an address, words in the bytes of their coding."""
    _taken(fetch(f"{_door('sms/kannel')}?{urlencode(query)}", {}, demo=True, most=1000))


def call_back(address: str) -> None:
    """As Kannel tells of a delivery, at the address that came with the message."""
    fetch(address, {}, demo=True, most=1000)


def deliver_as_mail(letter: EmailMessage) -> None:
    """To the listener of this copy, as another mail server does."""
    host, _colon, port = settings.CHANNELS["email"]["listen"].rpartition(":")
    try:
        with smtplib.SMTP(host, int(port), timeout=10) as line:
            line.send_message(letter)
    except (OSError, ValueError, smtplib.SMTPException) as fault:
        raise Unheard(str(fault)) from fault


def own_address(path: str) -> str:
    """Where this copy is reached from its own machine."""
    return urljoin(settings.SIMULATOR, path)


def _door(name: str) -> str:
    return own_address(f"/channels/{name}")


def _taken(answer: Answer) -> None:
    if not answer.taken:
        words = answer.words or answer.content.decode("utf-8", "replace")
        raise Unheard(f"{answer.status or answer.fault} {words[:200]}".strip())
