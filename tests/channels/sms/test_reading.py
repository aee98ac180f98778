"""What gateways of text messages deliver is read in whatever charset it comes."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from jaras.channels.sms.reading import TextMessageReader
from jaras.conversations.rules import Incoming, Kind, Told, Unreadable
from jaras.kernel.transports import Went
from tests.channels.sms.payloads import ARABIC, ID, kannel, report, webhook

ARRIVED = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
WRITTEN = datetime(2026, 11, 25, 2, 9, 58, tzinfo=UTC)
reader = TextMessageReader()


def said(body: bytes, form: str = "kannel", content_type: str = "") -> Incoming:
    [one] = reader.read(body, {"form": form, "at": ARRIVED.isoformat(), "content_type": content_type}).said
    return one


def told(body: bytes, form: str = "report") -> tuple[Told, ...]:
    return reader.read(body, {"form": form, "at": ARRIVED.isoformat(), "content_type": ""}).told


def test_arabic_comes_as_kannel_writes_it() -> None:
    one = said(kannel())
    assert (one.words, one.kind, one.address, one.external_id) == (ARABIC, Kind.TEXT, "+212600000001", ID)
    assert one.at == WRITTEN
    assert one.context == {"to": "5050"}


@pytest.mark.parametrize(
    ("text", "coding", "charset", "words"),
    [
        ("côté €[x] & 100%+".encode(), 0, "UTF-8", "côté €[x] & 100%+"),
        ("côté".encode("latin-1"), 0, "ISO-8859-1", "côté"),
        ("côté".encode("latin-1"), 0, "UTF-8", "côté"),  # the charset is not the one it names
        (ARABIC.encode(), 0, "", ARABIC),
        (ARABIC.encode("utf-16-be"), 2, "", ARABIC),
        (ARABIC.encode("utf-16-be"), 2, "UCS-9", ARABIC),  # a charset that nobody knows
        ("x".encode("utf-16-be") + b"\x00", 2, "UTF-16BE", "x"),  # half a sign is missing
        (b"", 0, "UTF-8", ""),
    ],
)
def test_words_are_read_whatever_their_charset(text: bytes, coding: int, charset: str, words: str) -> None:
    assert said(kannel(text, coding, charset)).words.startswith(words)


def test_bytes_that_are_no_words_are_left_to_somebody() -> None:
    one = said(kannel(b"\x01\x02", 1, "8-BIT"))
    assert (one.kind, one.words) == (Kind.UNKNOWN, "")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("212600000001", "+212600000001"),
        ("00212600000001", "+212600000001"),
        ("0612345678", "+212612345678"),
        ("33612345678", "+33612345678"),
        ("5050", "5050"),
        ("OPERATOR", "OPERATOR"),
    ],
)
def test_a_number_is_written_as_the_world_writes_it(written: str, address: str) -> None:
    assert said(kannel(sender=written)).address == address
    assert said(webhook(**{"from": written}), "webhook").address == address


def test_without_an_id_the_same_delivery_is_the_same_message() -> None:
    assert said(kannel(id="")).external_id == said(kannel(id="")).external_id
    assert said(kannel(id="")).external_id != said(kannel(id="", time="2026-11-25 02:10:00")).external_id


@pytest.mark.parametrize("body", [b"", b"&&=&", b"from=&text=x", b"\xff\xfe", kannel()[60:]])
def test_what_nobody_sent_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        said(body)


@pytest.mark.parametrize(
    ("kind", "went", "code"),
    [
        (1, Went.DELIVERED, ""),
        (2, Went.FAILED, "undelivered"),
        (8, Went.SENT, ""),
        (16, Went.FAILED, "rejected"),
        (34, Went.FAILED, "expired"),
    ],
)
def test_kannel_tells_what_became_of_ours(kind: int, went: Went, code: str) -> None:
    at = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
    assert told(report(kind)) == (Told(external_id="abc", went=went, at=at, code=code, words="ACK/"),)


def test_a_message_that_waits_has_nothing_to_tell() -> None:
    assert told(report(4)) == ()


@pytest.mark.parametrize("body", [report("x"), report("²"), report(1, ours=""), b""])
def test_a_report_of_nothing_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        told(body)


def test_a_webhook_is_read_by_the_names_of_its_fields(settings: Any) -> None:
    settings.CHANNELS = {"sms": {"webhook_fields": "id=data.uuid, from=data.sender, text=data.body"}}
    body = b'{"data": {"uuid": 7, "sender": "+212600000001", "body": "salam"}}'
    one = said(body, "webhook", "application/json; charset=utf-8")
    assert (one.external_id, one.address, one.words, one.at) == ("7", "+212600000001", "salam", ARRIVED)


def test_a_webhook_may_be_a_form() -> None:
    fields = {"id": "m1", "from": "+212600000001", "text": ARABIC}
    for charset in ("utf-8", "windows-1256"):
        body = urlencode(fields).encode() if charset == "utf-8" else urlencode(fields).encode(charset)
        assert said(body, "webhook", f"application/x-www-form-urlencoded; charset={charset}").words == ARABIC


@pytest.mark.parametrize(
    ("status", "went", "code"),
    [("DELIVRD", Went.DELIVERED, ""), ("expired", Went.FAILED, "expired"), ("sent", Went.SENT, "")],
)
def test_a_webhook_tells_what_became_of_ours(status: str, went: Went, code: str) -> None:
    assert told(webhook(status=status, reference="abc"), "webhook") == (
        Told(external_id="abc", went=went, at=WRITTEN, code=code),
    )
    assert told(webhook(status="thinking", reference="abc"), "webhook") == ()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (webhook()[:-9], "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"[1]", "application/json"),
        (b'{"text": "nobody"}', ""),
        (webhook(text="\u0627").replace(b"\\u0627", b"\xff"), "application/json"),
        (b"a=1&" * 1000, "application/x-www-form-urlencoded"),
        (webhook(), "application/json; charset=klingon"),
    ],
)
def test_a_webhook_without_sense_is_unreadable(body: bytes, content_type: str) -> None:
    with pytest.raises(Unreadable):
        said(body, "webhook", content_type)
