"""The other side of every channel: over the network to the real doors, back to the telephone that wrote."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from jaras.conversations import actions
from jaras.conversations.models import Arrival, Conversation, Heard, Media, Reply
from jaras.demo.simulator import made, providers
from jaras.demo.simulator.journal import keep_file, read
from jaras.demo.simulator.signed import path_of
from jaras.demo.simulator.writers import writers
from jaras.governance.models import actor_of
from jaras.kernel import files
from jaras.kernel.actor import SYSTEM, Actor
from jaras.territory import actions as territory
from tests import factories

GRAPH = "/simulator/graph"


class Hand:
    """Somebody of the cell at the page of the telephones."""

    def __init__(self) -> None:
        self.member = factories.member("operator")
        self.browser = Client()
        self.browser.force_login(self.member, backend=configured.AUTHENTICATION_BACKENDS[0])

    @property
    def actor(self) -> Actor:
        return actor_of(self.member)

    def press(self, name: str, key: str, **said: Any) -> Any:
        return self.browser.post(reverse(f"simulator-{name}", args=[key]), said)

    def page(self) -> str:
        return self.browser.get(reverse("simulator")).content.decode()


@pytest.fixture
def hand(live_server: LiveServer, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """The doors are those of a server that listens; what is told later is told when the test says so."""
    monkeypatch.setattr(providers, "SOON_S", 3600)
    there = f"{live_server.url}/simulator"
    settings.DATA, settings.SIMULATOR = tmp_path, there
    known = {name: dict(values) for name, values in settings.CHANNELS.items()}
    known["whatsapp"]["graph"] = known["facebook"]["graph"] = f"{there}/graph"
    known["sms"] |= {"kannel_url": f"{there}/kannel", "back": live_server.url}
    known["telephone"]["recordings"] = f"{there}/recordings"
    settings.CHANNELS = known
    return Hand()


@pytest.fixture
def go_on(work: Callable[[], int]) -> Callable[[], None]:
    """The worker works, a moment passes, the channels tell how far everything came."""

    def pass_by() -> None:
        work()
        for timer in [each for each in threading.enumerate() if isinstance(each, threading.Timer)]:
            timer.cancel()
            timer.function()
        work()

    return pass_by


def states() -> list[str]:
    return list(Reply.objects.order_by("id").values_list("state", flat=True))


def came(key: str) -> list[tuple[str, str]]:
    """What this telephone shows of the cell."""
    return [(line.words, line.state) for line in read().of(key) if line.ours]


def answered(hand: Hand, words: str, at: Any) -> Reply:
    conversation = Conversation.objects.get()
    return actions.reply(conversation=conversation, words=words, pressing=True, by=hand.actor, at=at)


@pytest.mark.parametrize("key", ["khadija", "hicham"])
def test_a_voice_note_goes_all_the_way_its_answer_comes_back(
    key: str, hand: Hand, go_on: Callable[[], None], at: Any
) -> None:
    assert hand.press("say", key, made="voice").status_code == 302
    assert Arrival.objects.get().state == "waiting"
    go_on()
    media = Media.objects.select_related("file__file").get()
    assert (media.kind, media.state) == ("voice", "kept")
    assert media.file is not None
    with files.opened(media.file.file) as sound:
        assert sound.read() == made.voice_note()
    acknowledged = Reply.objects.get()
    assert (acknowledged.topic, acknowledged.state) == ("acknowledgement", "delivered")
    answered(hand, "Une équipe arrive.", at)
    go_on()
    assert came(key) == [(acknowledged.text, "delivered"), ("Une équipe arrive.", "delivered")]
    assert "Une équipe arrive." in hand.page()
    hand.press("read", key)
    go_on()
    assert states() == ["read", "read"]


@pytest.mark.parametrize(
    ("key", "code"), [("khadija", "131026"), ("younes", "551/1545041"), ("abdelhak", "undelivered")]
)
def test_what_a_telephone_refuses_has_failed(
    key: str, code: str, hand: Hand, go_on: Callable[[], None], at: Any
) -> None:
    hand.press("switch", key, refuses="yes")
    hand.press("say", key, example=writers()[key].examples[0])
    go_on()
    answered(hand, "Nous arrivons.", at)
    go_on()
    assert {(row.state, row.fault) for row in Reply.objects.all()} == {("failed", code)}
    assert came(key) == []
    hand.press("switch", key, refuses="no")
    actions.try_again(said=Reply.objects.latest("id"), by=hand.actor, at=at)
    go_on()
    assert states() == ["failed", "delivered"]


def test_a_comment_is_answered_in_private(hand: Hand, go_on: Callable[[], None], at: Any) -> None:
    hand.press("say", "nadia", words="Aidez cette dame", made="picture")
    go_on()
    heard = Heard.objects.get()
    assert (heard.public, heard.media.get().state) == (True, "kept")
    answered(hand, "Merci : nous y allons.", at)
    go_on()
    assert came("nadia") == [("Merci : nous y allons.", "delivered")]


def test_a_call_rings_is_missed_or_leaves_a_message(hand: Hand, work: Callable[[], int]) -> None:
    hand.press("say", "brahim")
    hand.press("say", "brahim", made="voice")
    work()
    assert list(Heard.objects.values_list("kind", flat=True)) == ["call", "call", "call", "voice"]
    assert Media.objects.get().state == "kept"


def test_a_letter_without_a_listener_says_so_and_keeps_its_words(hand: Hand) -> None:
    assert "JARAS_MAIL_LISTEN" in hand.page()
    answer = hand.press("say", "younes", words="  ")
    assert (answer.status_code, "aria-invalid" in answer.content.decode()) == (400, True)
    configured.CHANNELS["email"]["listen"] = "127.0.0.1:9"
    answer = hand.press("say", "samira", words="Mes mots")
    assert (answer.status_code, "Mes mots" in answer.content.decode()) == (502, True)


def test_nothing_new_is_answered_with_nothing(hand: Hand) -> None:
    asked = reverse("simulator-news")
    assert hand.browser.get(asked, {"since": 0}).status_code == 204
    hand.press("say", "hicham", words="سلام")
    assert "سلام" in hand.browser.get(asked, {"since": 0}).content.decode()
    hand.browser.post(reverse("simulator-again"))
    assert (read().lines, hand.browser.get(asked, {"since": 0}).status_code) == ({}, 204)


def test_the_other_side_looks_at_keys_as_the_real_ones_do(hand: Hand) -> None:
    number = configured.CHANNELS["whatsapp"]["phone_number_id"]
    file = keep_file(b"sound", "audio/ogg")
    program = Client(enforce_csrf_checks=True)
    wrong = {"Authorization": "Bearer another"}
    right = {"Authorization": f"Bearer {configured.CHANNELS['whatsapp']['token']}"}
    posted = f"{GRAPH}/{number}/messages"
    assert program.post(posted, {}, "application/json", headers=wrong).json()["error"]["code"] == 190
    assert program.post(posted, b"{", "application/json", headers=right).status_code == 400
    assert program.post(f"{GRAPH}/1/messages", {}, "application/json", headers=right).status_code == 404
    assert program.get(f"{GRAPH}/{file}", headers=wrong).status_code == 401
    assert program.get(f"{GRAPH}/{file}", headers=right).json()["mime_type"] == "audio/ogg"
    assert program.get(path_of(file)).content == b"sound"
    assert program.get(f"{path_of(file)}x").status_code == 403
    assert program.post("/simulator/kannel", b"x", "text/plain").status_code == 403


def test_an_opaque_id_in_the_wrong_field_is_dropped_in_silence(hand: Hand) -> None:
    ours = configured.CHANNELS["whatsapp"]
    asked = {
        "messaging_product": "whatsapp",
        "to": writers()["hicham"].user,
        "type": "text",
        "text": {"body": "x"},
    }
    address, headers = (
        f"{GRAPH}/{ours['phone_number_id']}/messages",
        {"Authorization": f"Bearer {ours['token']}"},
    )
    assert Client().post(address, asked, "application/json", headers=headers).status_code == 200
    assert read().lines == {}


@pytest.mark.django_db
def test_a_real_copy_has_no_simulator(settings: Any, at: Any) -> None:
    factories.commune()
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)
    settings.MODE = "real"
    ours = configured.CHANNELS["whatsapp"]
    addresses = ("", "telephones/khadija/say", f"graph/{ours['phone_number_id']}/messages", "kannel")
    asked = [Client().post(f"/simulator/{address}").status_code for address in addresses]
    assert [*asked, Client().get("/simulator/").status_code] == [404] * 5
