"""What WhatsApp delivers, type by type; what is broken loses nothing else."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jaras.channels.base.graph import downloaded
from jaras.channels.whatsapp.reading import Reader
from jaras.conversations.rules import Attached, Incoming, Kind, NotFetched, Unreadable
from tests.channels.graph import SOUND, Graph
from tests.channels.whatsapp import payloads as made

READER = Reader()
AT = datetime.fromtimestamp(made.SENT_AT, UTC)


def read(delivered: made.Said) -> tuple[Incoming, ...]:
    return READER.read(made.wire(delivered), {}).said


READ_AS = [
    ("text", Kind.TEXT, "عندي خبر"),
    ("voice", Kind.VOICE, ""),
    ("audio", Kind.VOICE, ""),
    ("image", Kind.IMAGE, "Devant la gare"),
    ("video", Kind.DOCUMENT, "Regardez"),
    ("sticker", Kind.IMAGE, ""),
    ("document", Kind.DOCUMENT, ""),
    ("location", Kind.LOCATION, ""),
    ("contacts", Kind.TEXT, "Khadija, +212 600-000002"),
    ("button_reply", Kind.BUTTON, "Oui"),
    ("list_reply", Kind.BUTTON, "Cette nuit\nUn lit"),
    ("button", Kind.BUTTON, "Arrêter"),
    ("reaction", Kind.REACTION, "🙏"),
    ("order", Kind.UNKNOWN, "Deux"),
    ("system", Kind.UNKNOWN, "User changed"),
    ("unsupported", Kind.UNKNOWN, ""),
    ("request_welcome", Kind.UNKNOWN, ""),
    ("edit", Kind.TEXT, "Non, 12"),
    ("revoke", Kind.UNKNOWN, ""),
    ("of tomorrow", Kind.UNKNOWN, ""),
]


@pytest.mark.parametrize(("name", "kind", "words"), READ_AS)
def test_every_type_is_read(name: str, kind: Kind, words: str) -> None:
    [said] = read(made.delivery(made.EVERY[name]))
    assert (said.kind, said.words, said.raw) == (kind, words, made.EVERY[name])
    assert (said.external_id, said.at, said.name) == ("wamid.A1", AT, "Fatima")
    assert (said.address, said.public) == ("+212600000001", False)


def test_every_type_of_the_reference_is_tried() -> None:
    assert {name for name, _kind, _words in READ_AS} == made.EVERY.keys()


def test_what_hangs_on_words_comes_along() -> None:
    def only(name: str) -> Incoming:
        return read(made.delivery(made.EVERY[name]))[0]

    voice, paper, place = only("voice").attached[0], only("document").attached[0], only("location")
    assert (voice.kind, voice.ref, voice.sha256) == (Kind.VOICE, "media-1", made.DIGEST)
    assert (paper.name, paper.media_type) == ("certificat.pdf", "application/pdf")
    assert (place.latitude, place.longitude, place.place) == (32.88, -6.91, "Gare routière, Khouribga")
    assert only("button_reply").answers == only("reaction").answers == ("wamid.OURS",)
    assert only("button").context == {"button": "STOP"}
    assert only("edit").context == {"edits": "wamid.A0"}
    assert "+212600000009" in only("system").other_addresses


@pytest.mark.parametrize(
    ("phone", "user", "address", "others"),
    [
        (made.PHONE, made.USER, "+212600000001", (made.USER,)),
        ("", made.USER, made.USER, ()),
        (made.PHONE, "", "+212600000001", ()),
        (made.USER, "", made.USER, ()),  # an id where a telephone used to stand
        ("", "", "", ()),
    ],
)
def test_somebody_is_known_with_or_without_a_telephone(
    phone: str, user: str, address: str, others: tuple[str, ...]
) -> None:
    said = made.text("Bonsoir", phone=phone, user=user)
    [read_one] = read(made.delivery(said, contacts=[]))
    assert (read_one.address, read_one.other_addresses) == (address, others)


def test_an_id_in_the_introduction_alone_is_enough() -> None:
    said = made.text("Bonsoir", phone="", user="")
    [read_one] = read(made.delivery(said, contacts=[made.contact(phone="", name="Le chat")]))
    assert (read_one.address, read_one.name) == (made.USER, "Le chat")


def test_each_of_several_has_their_own_name() -> None:
    other = "212600000002"
    people = [made.contact(), made.contact(phone=other, user="MA.2", name="Driss")]
    said = read(
        made.delivery(
            made.text("a"), made.text("b", phone=other, user="MA.2", id="wamid.A2"), contacts=people
        )
    )
    assert [one.name for one in said] == ["Fatima", "Driss"]


def test_what_became_of_ours_is_told() -> None:
    failed = made.status("failed", errors=[made.fault(131026, "Undeliverable", "No account.")])
    went = [made.status(each) for each in ("sent", "delivered", "read", "played", "warning")]
    told = READER.read(made.wire(made.delivery(statuses=(*went, failed))), {}).told
    assert [one.went for one in told] == ["sent", "delivered", "read", "read", "failed"]
    assert {(one.external_id, one.at) for one in told} == {("wamid.OURS", AT)}
    assert (told[-1].code, told[-1].words) == ("131026", "Undeliverable: No account.")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"object": "page", "entry": []}',
        made.wire(made.delivery(made.text("Bonsoir")))[:-20],
        b'{"object": ' + b"1" * 5000 + b"}",
    ],
)
def test_what_nobody_understands_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        READER.read(body, {})


def test_words_come_in_any_unicode() -> None:
    delivered = made.wire(made.delivery(made.text("نعم"))).decode().encode("utf-16")
    assert READER.read(delivered, {}).said[0].words == "نعم"


def test_words_in_an_old_charset_are_kept_as_far_as_they_go() -> None:
    written = made.wire(made.delivery(made.text("@"))).replace(b"@", "Khouribga: مساعدة".encode("cp1256"))
    assert READER.read(written, {}).said[0].words.startswith("Khouribga: ")


def test_no_database_refuses_what_was_read() -> None:
    hostile = made.wire(made.delivery(made.EVERY["location"])).replace(b"32.88", b"1e999")
    [said] = READER.read(hostile.replace(b"Khouribga", b"a\\u0000\\ud83d"), {}).said
    assert (said.place, said.latitude) == ("Gare routière, a\ufffd?", None)
    assert said.raw["location"]["address"] == "a\ufffd?"


@pytest.mark.parametrize("broken", ["words", 7, None, [], {"type": []}, {"type": "text", "text": "bare"}])
def test_a_broken_message_takes_none_along(broken: Any) -> None:
    said = read(made.delivery(broken, made.text("Au secours", id="wamid.A9")))
    assert said[-1].words == "Au secours"
    for one in said[:-1]:
        assert one.kind in (Kind.UNKNOWN, Kind.TEXT)
        assert one.external_id
        assert abs(one.at - datetime.now(UTC)) < timedelta(minutes=1)


def test_what_came_without_an_id_gets_the_same_one_again() -> None:
    said = made.delivery(made.text("Bonsoir", id=""))
    assert read(said)[0].external_id == read(said)[0].external_id
    assert read(said)[0].external_id != read(made.delivery(made.text("Bonjour", id="")))[0].external_id


def test_a_voice_note_is_fetched_in_two_steps(graph: Graph) -> None:
    digest = hashlib.sha256(SOUND)
    both = digest.hexdigest(), base64.b64encode(digest.digest()).decode()
    for told, known in ((both[0], both[0]), (both[1], both[0]), ("", "")):
        [said] = read(made.delivery(made.media("audio", sha256=told)))
        assert said.attached[0].sha256 == known
        assert READER.fetch(said.attached[0]) == SOUND
    assert graph.keys == ["Bearer key-w"] * 6


@pytest.mark.parametrize(
    ("ref", "told", "about", "file_status", "code", "again"),
    [
        ("media-1", made.DIGEST, {}, 200, "another_sha256", True),
        ("media-1", "", {"sha256": made.DIGEST}, 200, "another_sha256", True),
        ("media-1", "", {"file_size": 13_000_000}, 200, "too_large", False),
        ("media-1", "", {"url": ""}, 200, "unreachable", True),
        ("media-1", "", {}, 404, "http_404", True),  # its address lives for five minutes: ask for another
        ("media-2", "", {}, 200, "100", False),
        ("../me", "", {}, 200, "no_such_reference", False),
    ],
)
def test_a_file_that_does_not_come_says_why(
    graph: Graph, ref: str, told: str, about: made.Said, file_status: int, code: str, again: bool
) -> None:
    graph.about |= about
    graph.file_status = file_status
    with pytest.raises(NotFetched) as fault:
        READER.fetch(Attached(kind=Kind.VOICE, ref=ref, sha256=told))
    assert (fault.value.code, fault.value.again is not None) == (code, again)


def test_a_key_never_leaves_over_a_line_that_others_read(settings: Any) -> None:
    settings.MODE = "real"
    with pytest.raises(NotFetched, match="not_https"):
        downloaded("http://192.0.2.1/file", "key-w")
