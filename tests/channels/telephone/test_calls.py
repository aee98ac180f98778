"""What a switchboard tells of a call becomes a line each, a recording only under consent."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from jaras.channels.telephone.reading import CallReader
from jaras.conversations.rules import Attached, Incoming, Kind, NotFetched, Read, Unreadable

ARRIVED = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
VOICE = b"OggS" + bytes(range(256))
DIGEST = hashlib.sha256(VOICE).hexdigest()
reader = CallReader()


def event(name: str = "missed", /, **told: Any) -> dict[str, Any]:
    return {"event": name, "call_id": "c1", "from": "212600000001", "at": 1795572598, "extension": 201} | told


def read(told: Any) -> Read:
    return reader.read(json.dumps(told).encode(), {"at": ARRIVED.isoformat()})


def said(told: Any) -> Incoming:
    [one] = read(told).said
    return one


@pytest.mark.parametrize("name", ["ringing", "answered", "missed", "ended"])
def test_a_moment_of_a_call_is_a_line(name: str) -> None:
    one = said(event(name))
    assert (one.kind, one.words, one.address, one.external_id) == (
        Kind.CALL,
        name,
        "+212600000001",
        f"c1:{name}",
    )
    assert one.at == datetime(2026, 11, 25, 2, 9, 58, tzinfo=UTC)
    assert one.context == {"event": name, "call_id": "c1", "extension": "201"}
    assert not one.attached


def test_a_voicemail_brings_what_was_said() -> None:
    one = said(event("voicemail", recording={"id": "r1", "sha256": DIGEST}))
    assert (one.kind, one.words) == (Kind.VOICE, "")
    assert one.attached == (Attached(kind=Kind.VOICE, ref="r1", sha256=DIGEST),)
    assert said(event("voicemail")).kind is Kind.CALL  # it was announced, nothing came


def test_a_recording_is_brought_under_consent() -> None:
    one = said(event("recording", recording={"url": "https://pbx.example/r/1", "consent": True}))
    assert (one.kind, one.attached[0].ref) == (Kind.VOICE, "https://pbx.example/r/1")


@pytest.mark.parametrize("consent", [{}, {"consent": False}, {"consent": "true"}, {"consent": 1}])
def test_without_consent_not_even_its_address_is_kept(consent: dict[str, Any]) -> None:
    one = said(event("recording", recording={"url": "https://pbx.example/r/1"} | consent))
    assert (one.kind, one.words, one.attached) == (Kind.CALL, "recording_without_consent", ())
    assert "pbx.example" not in repr(one)


@pytest.mark.parametrize("number", ["", None, "Anonymous", "unknown"])
def test_who_hides_their_number_is_nobody_elses_caller(number: str | None) -> None:
    assert said(event(**{"from": number})).address == "hidden:c1"
    assert said(event(**{"from": number, "call_id": "c2"})).address == "hidden:c2"


def test_several_events_come_in_one_delivery_in_any_order() -> None:
    ids = [one.external_id for one in read([event("ended"), event("ringing"), event("ended")]).said]
    assert ids == ["c1:ended", "c1:ringing", "c1:ended"]


def test_what_concerns_nobody_is_left_out() -> None:
    assert read(event("answered", direction="outbound")) == read(event("hold")) == Read()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b'"x"', b"{}", b"\xff", b"[" * 99_999, json.dumps(event()).encode()[:-3]]
)
def test_what_is_no_event_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        reader.read(body, {"at": ARRIVED.isoformat()})


class Shelf(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.headers["Authorization"] == "Bearer key"
        there = {"/r/one%2Ftwo": VOICE, "/r/three": VOICE}.get(self.path)
        self.send_response(401 if not known else 200 if there else 404)
        self.send_header("Content-Length", str(len(there or b"")))
        self.end_headers()
        self.wfile.write(there or b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def shelf(settings: Any) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/r"
    settings.CHANNELS = {"telephone": {"recordings": address, "authorization": "Bearer key"}}
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


def named(ref: str, digest: str = DIGEST) -> Attached:
    return Attached(kind=Kind.VOICE, ref=ref, sha256=digest)


def test_a_recording_is_fetched_by_id_or_address(shelf: str) -> None:
    assert reader.fetch(named("one/two")) == reader.fetch(named(f"{shelf}/three", "")) == VOICE


@pytest.mark.parametrize(
    ("ref", "digest", "code", "again"),
    [
        ("three", "0" * 64, "digest", True),
        ("four", DIGEST, "404", True),
        ("http://127.0.0.1:1/r/three", DIGEST, "elsewhere", False),
        ("SHELF/../secret", DIGEST, "elsewhere", False),
        ("SHELF/%2e%2E/secret", DIGEST, "elsewhere", False),
        ("SHELFish://x", DIGEST, "elsewhere", False),
        ("", DIGEST, "elsewhere", False),
    ],
)
def test_nothing_else_is_fetched(shelf: str, ref: str, digest: str, code: str, again: bool) -> None:
    with pytest.raises(NotFetched) as missed:
        reader.fetch(named(ref.replace("SHELF", shelf), digest))
    assert (missed.value.code, missed.value.again is not None) == (code, again)


def test_a_wrong_key_is_not_tried_for_ever(shelf: str, settings: Any) -> None:
    settings.CHANNELS["telephone"]["authorization"] = ""
    with pytest.raises(NotFetched) as missed:
        reader.fetch(named("three"))
    assert (missed.value.code, missed.value.again) == ("401", None)
