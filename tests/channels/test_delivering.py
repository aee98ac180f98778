"""What Meta delivers to our two addresses: the right answer each, at once, whatever comes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import Client

from jaras.channels.base.signatures import hmac_sha256
from jaras.conversations.models import Arrival, Heard
from tests.channels.conftest import FACEBOOK, WHATSAPP
from tests.channels.facebook import payloads as of_page
from tests.channels.graph import Graph
from tests.channels.whatsapp import payloads as of_whatsapp

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Door:
    """One of the addresses, as the program knows it that delivers there."""

    channel: str
    ours: dict[str, str]
    body: bytes

    @property
    def address(self) -> str:
        return f"/channels/{self.channel}"

    def brings(
        self, body: bytes | None = None, *, signature: str | None = None, secret: str = ""
    ) -> HttpResponse:
        content = self.body if body is None else body
        signed = f"sha256={hmac_sha256(secret or self.ours['app_secret'], content)}"
        given = signed if signature is None else signature
        answer: Any = Client(enforce_csrf_checks=True).post(
            self.address, content, content_type="application/json", headers={"x-hub-signature-256": given}
        )
        return answer  # type: ignore[no-any-return]


DOORS = (
    Door("whatsapp", WHATSAPP, of_whatsapp.wire(of_whatsapp.delivery(of_whatsapp.text("عندي خبر")))),
    Door("facebook", FACEBOOK, of_page.wire(of_page.delivery(of_page.message(text="عاونوني")))),
)


@pytest.fixture(params=DOORS, ids=lambda door: door.channel)
def door(request: pytest.FixtureRequest, settings: Any) -> Door:
    settings.CHANNELS = {"whatsapp": WHATSAPP, "facebook": FACEBOOK}
    found: Door = request.param
    return found


def asked(door: Door, **told: str) -> HttpResponse:
    told = {"mode": "subscribe", "verify_token": door.ours["verify_token"], "challenge": "1158201444"} | told
    answer: Any = Client().get(door.address, {f"hub.{key}": value for key, value in told.items()})
    return answer  # type: ignore[no-any-return]


def test_the_challenge_goes_back_to_whoever_knows_our_word(door: Door) -> None:
    answer = asked(door)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert answer["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("told", [{"verify_token": "another"}, {"verify_token": ""}, {"mode": "unsubscribe"}])
def test_nobody_else_gets_it(door: Door, told: dict[str, str]) -> None:
    answer = asked(door, **told)
    assert (answer.status_code, b"1158201444" in answer.content) == (403, False)


@pytest.mark.django_db
def test_what_is_signed_is_kept_as_it_came_whatever_it_is(door: Door) -> None:
    brought = [door.body, door.body, b"", b"{", b"\xff\xfe\x00", b"a" * 10 * MEGABYTE]
    for body in brought:
        answer = door.brings(body)
        assert (answer.status_code, answer.content, list(answer.cookies)) == (200, b"Kept.", [])
    kept = [(arrival.channel, arrival.body.encode("latin-1")) for arrival in Arrival.objects.all()]
    assert kept == [(door.channel, body) for body in brought]


@pytest.mark.django_db
def test_what_comes_twice_in_whatever_order_is_heard_once(graph: Graph, work: Callable[[], int]) -> None:
    graph.status = 503
    said = [of_whatsapp.EVERY[name] | {"id": f"wamid.{name}"} for name in of_whatsapp.EVERY]
    for message in (*said, *reversed(said)):
        DOORS[0].brings(of_whatsapp.wire(of_whatsapp.delivery(message)))
    public = (of_page.feed(), of_page.feed(verb="edited", message="b"), of_page.feed(verb="remove"))
    for _twice in range(2):
        DOORS[1].brings(of_page.wire(of_page.delivery(of_page.message(text="عاونوني"), changes=public)))
    work()
    assert not Arrival.objects.exclude(state="taken").exists()
    heard = Counter(Heard.objects.values_list("channel", flat=True))
    assert heard == {"whatsapp": len(of_whatsapp.EVERY), "facebook": 4}


FORGED: list[Callable[[Door], HttpResponse]] = [
    lambda door: door.brings(signature=""),
    lambda door: door.brings(signature="sha256="),
    lambda door: door.brings(signature="sha256=قفل"),
    lambda door: door.brings(secret="secret-x"),
    lambda door: door.brings(signature=hmac_sha256(door.ours["app_secret"], door.body)),
    lambda door: door.brings(
        door.body + b" ", signature=f"sha256={hmac_sha256(door.ours['app_secret'], door.body)}"
    ),
    lambda door: door.brings(
        door.body[:-1], signature=f"sha256={hmac_sha256(door.ours['app_secret'], door.body)}"
    ),
]


@pytest.mark.parametrize("forged", FORGED)
def test_what_is_not_signed_by_our_app_reaches_no_table(
    door: Door, forged: Callable[[Door], HttpResponse]
) -> None:
    """No database is asked: the test has none."""
    assert forged(door).status_code == 403


def test_what_is_too_large_is_not_read_to_its_end(door: Door) -> None:
    answer = door.brings(b"a" * (configured.UPLOAD_LIMIT + 1))
    assert (answer.status_code, answer.content) == (413, b"A delivery has 12 MB at most.")


def test_what_does_not_say_how_long_it_is_is_told_so(door: Door) -> None:
    answer = Client().post(door.address, headers={"transfer-encoding": "chunked"})
    assert answer.status_code == 411


def test_a_channel_that_is_not_set_up_is_not_there(door: Door, settings: Any) -> None:
    settings.CHANNELS = {door.channel: door.ours | {"app_secret": ""}}
    assert (door.brings(secret="x").status_code, asked(door).status_code) == (404, 404)


def test_no_other_verb_is_known(door: Door) -> None:
    assert Client().delete(door.address).status_code == 405


def test_one_app_does_not_open_the_door_of_the_other(settings: Any) -> None:
    settings.CHANNELS = {"whatsapp": WHATSAPP, "facebook": FACEBOOK}
    assert DOORS[0].brings(secret=FACEBOOK["app_secret"]).status_code == 403
