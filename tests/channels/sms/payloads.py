"""Deliveries as gateways write them: Kannel 1.4.5 with the address of the README, a webhook of JSON."""

import json
from typing import Any
from urllib.parse import quote_plus

ARABIC = "امرأة وطفل في المحطة"
ID = "30aab44b-d3c7-47c2-b569-be8cb579451b"


def kannel(
    text: bytes = ARABIC.encode("utf-16-be"),
    coding: int = 2,
    charset: str = "UTF-16BE",
    sender: str = "+212600000001",
    **other: str,
) -> bytes:
    told = {"from": sender, "to": "5050", "id": ID, "time": "2026-11-25 02:09:58"} | other
    written = "&".join(f"{name}={quote_plus(value)}" for name, value in told.items())
    return f"{written}&text={quote_plus(text)}&coding={coding}&charset={charset}".encode()


def report(kind: int | str, ours: str = "abc", answer: str = "ACK/") -> bytes:
    return f"id={ours}&type={kind}&answer={quote_plus(answer)}&time=2026-11-25+02%3A10%3A00".encode()


def webhook(**told: Any) -> bytes:
    return json.dumps(
        {"id": "m1", "from": "+212600000001", "text": ARABIC, "time": 1795572598} | told
    ).encode()
