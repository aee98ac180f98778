"""What gateways and switchboards deliver: the right answer each, kept before it is given."""

import json
from typing import Any

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from jaras.channels.base.signatures import hmac_sha256
from jaras.channels.base.stamped import MINUTES
from jaras.conversations.models import Arrival, Conversation, Heard
from tests.channels.sms.payloads import ARABIC, kannel, report, webhook

MEGABYTE = 1024 * 1024
SMS = {"kannel_secret": "hush", "webhook_key": "key", "webhook_headers": "", "webhook_fields": ""}
DOORS = ("sms/webhook", "telephone")


@pytest.fixture(autouse=True)
def _set_up(settings: Any) -> None:
    settings.CHANNELS = {"sms": SMS, "telephone": {"key": "key", "headers": "X-When, X-Proof"}}


def brings(
    door: str, body: bytes, *, key: str = "key", late: int = 0, signed: bytes | None = None, stamp: str = ""
) -> HttpResponse:
    stamp = stamp or str(int(timezone.now().timestamp()) - late)
    proof = hmac_sha256(key, stamp.encode() + b"." + (body if signed is None else signed))
    names = ("x-timestamp", "x-signature") if door.startswith("sms") else ("x-when", "x-proof")
    headers = dict(zip(names, (stamp, proof), strict=True))
    client = Client(enforce_csrf_checks=True)
    answer: Any = client.post(f"/channels/{door}", body, content_type="application/json", headers=headers)
    return answer  # type: ignore[no-any-return]


def by_kannel(
    query: bytes, *, secret: str = "hush", what: str = "kannel", post: bool = False
) -> HttpResponse:
    address = f"/channels/sms/{what}?secret={secret}&{query.decode('latin-1')}"
    client = Client(enforce_csrf_checks=True)
    answer: Any = client.post(address) if post else client.get(address)
    return answer  # type: ignore[no-any-return]


def kept() -> list[bytes]:
    return [row.body.encode("latin-1") for row in Arrival.objects.order_by("pk")]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_what_is_signed_is_kept_as_it_came_whatever_it_is(door: str) -> None:
    bodies = [webhook(), webhook(), b"", b"{", b"\xff\xfe\x00", b"a" * 10 * MEGABYTE]
    assert [brings(door, body).status_code for body in bodies] == [200] * len(bodies)
    assert kept() == bodies


@pytest.mark.parametrize("door", DOORS)
def test_what_is_not_signed_reaches_no_table(door: str) -> None:
    """No database is asked: the test has none."""
    body = webhook()
    assert brings(door, body, key="other").status_code == 403
    assert brings(door, body[:-1], signed=body).status_code == 403
    assert brings(door, body + b" ", signed=body).status_code == 403
    assert Client().post(f"/channels/{door}", body, content_type="application/json").status_code == 403


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("late", [MINUTES * 60 + 5, -MINUTES * 60 - 5])
def test_what_was_signed_at_another_time_is_refused_in_a_sentence(door: str, late: int) -> None:
    answer = brings(door, webhook(), late=late)
    assert (answer.status_code, answer.content) == (
        403,
        b"The timestamp is not within 5 minutes of our clock.",
    )


@pytest.mark.parametrize("stamp", ["now", "-1", "1e9", "٢", "9" * 400])
def test_a_timestamp_that_is_none_is_refused(stamp: str) -> None:
    assert brings("sms/webhook", webhook(), stamp=stamp).status_code == 403


def test_what_is_too_large_is_not_read_to_its_end() -> None:
    answer = brings("sms/webhook", b"a" * (configured.UPLOAD_LIMIT + 1))
    assert (answer.status_code, answer.content) == (413, b"A delivery has 12 MB at most.")


@pytest.mark.django_db
@pytest.mark.parametrize("post", [False, True])
def test_kannel_is_answered_with_nothing_that_it_could_send(post: bool) -> None:
    for what, query in (("kannel", kannel()), ("kannel/report", report(1)), ("kannel", b"%%%&=&\xff")):
        answer = by_kannel(query, what=what, post=post)
        assert (answer.status_code, answer.content) == (200, b"")
    assert kept()[0] == kannel()  # without the secret
    assert Arrival.objects.first().said.keys() == {"form", "at"}  # type: ignore[union-attr]


@pytest.mark.parametrize("secret", ["", "hus", "hush2", "%D9%82", "hush%00"])
def test_kannel_proves_itself(secret: str) -> None:
    assert by_kannel(kannel(), secret=secret).status_code == 403
    assert by_kannel(report(1), secret=secret, what="kannel/report").status_code == 403


def test_what_is_not_set_up_is_not_there(settings: Any) -> None:
    settings.CHANNELS = {"sms": SMS | {"kannel_secret": "", "webhook_key": ""}}
    assert by_kannel(kannel(), secret="").status_code == 404
    assert [brings(door, b"{}", key="").status_code for door in DOORS] == [404, 404]


@pytest.mark.django_db
def test_what_comes_twice_is_one_message(work: Any) -> None:
    for _twice in range(2):
        by_kannel(kannel())
        brings("sms/webhook", webhook(text="salam"))
        brings(
            "telephone", json.dumps({"event": "missed", "call_id": "c1", "from": "+212600000001"}).encode()
        )
    work()
    assert Heard.objects.count() == 3
    assert {heard.report.channel for heard in Heard.objects.all() if heard.report} == {"SMS"}
    assert Conversation.objects.filter(channel="sms").count() == 1
    assert sorted(str(heard.words) for heard in Heard.objects.all()) == sorted(["", "salam", ARABIC])
    assert not Arrival.objects.filter(state="waiting").exists()
