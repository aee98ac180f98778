"""What a Facebook page delivers: private messages, public comments, what became of ours."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jaras.channels.facebook.reading import Reader
from jaras.conversations.rules import Attached, Incoming, Kind, NotFetched, Unreadable
from tests.channels.facebook import payloads as made
from tests.channels.graph import SOUND, Graph

READER = Reader()
AT = datetime.fromtimestamp(made.SENT_AT, UTC)
WHERE = {"type": "location", "title": "Gare", "payload": {"coordinates": {"lat": 32.88, "long": -6.91}}}
SHARED = {"type": "fallback", "title": "Un avis", "payload": {"url": "https://news.example/1"}}


def read(delivered: made.Said) -> tuple[Incoming, ...]:
    return READER.read(made.wire(delivered), {}).said


def only(*events: made.Said, **more: Any) -> Incoming:
    [said] = read(made.delivery(*events, **more))
    return said


@pytest.mark.parametrize(
    ("event", "kind", "words"),
    [
        (made.message(text="عاونوني"), Kind.TEXT, "عاونوني"),
        (made.message(attachments=[made.file("audio")]), Kind.VOICE, ""),
        (made.message(text="Voyez", attachments=[made.file("image")]), Kind.IMAGE, "Voyez"),
        (made.message(attachments=[made.file("video")]), Kind.DOCUMENT, ""),
        (made.message(attachments=[made.file("file")]), Kind.DOCUMENT, ""),
        (made.message(attachments=[WHERE]), Kind.LOCATION, ""),
        (made.message(attachments=[SHARED]), Kind.TEXT, "Un avis\nhttps://news.example/1"),
        (made.message(text="Oui", quick_reply={"payload": "yes"}), Kind.BUTTON, "Oui"),
        (
            made.event(postback={"mid": "m_1", "title": "Démarrer", "payload": "start"}),
            Kind.BUTTON,
            "Démarrer",
        ),
        (
            made.event(reaction={"reaction": "love", "emoji": "❤", "action": "react", "mid": "m_0"}),
            Kind.REACTION,
            "❤",
        ),
        (made.event(message_edit={"mid": "m_0", "text": "Non", "num_edit": 1}), Kind.TEXT, "Non"),
        (made.message(attachments=[{"type": "hologram"}]), Kind.UNKNOWN, ""),
        (made.event(hologram={"id": 1}), Kind.UNKNOWN, ""),
    ],
)
def test_what_is_said_in_private(event: made.Said, kind: Kind, words: str) -> None:
    said = only(event)
    assert (said.kind, said.words, said.raw) == (kind, words, event)
    assert (said.address, said.at, said.public) == (made.PERSON, AT, False)
    assert said.external_id == "m_1" or len(said.external_id) == 64
    assert said.external_id == only(event).external_id


def test_what_hangs_on_words_comes_along() -> None:
    said = only(
        made.message(reply_to={"mid": "m_ours"}, attachments=[made.file("image"), made.file("audio")])
    )
    assert [(file.kind, file.ref) for file in said.attached] == [
        (Kind.IMAGE, "https://cdn.example/f?sig=1"),
        (Kind.VOICE, "https://cdn.example/f?sig=1"),
    ]
    place = only(made.message(attachments=[WHERE]))
    assert said.answers == ("m_ours",)
    assert (place.latitude, place.longitude, place.place) == (32.88, -6.91, "Gare")
    assert only(made.message(text="Oui", quick_reply={"payload": "yes"})).context == {"button": "yes"}


def test_another_program_that_holds_the_thread_hides_nothing() -> None:
    assert only(standby=(made.message(text="Vous êtes là ?"),)).words == "Vous êtes là ?"


@pytest.mark.parametrize(
    "event",
    [
        made.event(sender=made.PAGE, message={"mid": "m_9", "text": "Bonsoir", "is_echo": True}),
        made.event(sender=made.PAGE, message={"mid": "m_9", "text": "Bonsoir"}),
        made.event(read={"watermark": made.SENT_AT * 1000}),
        made.event(delivery={"mids": [], "watermark": made.SENT_AT * 1000}),
        made.event(referral={"ref": "poster", "source": "SHORTLINK"}),
    ],
)
def test_what_nobody_said_is_left_out(event: made.Said) -> None:
    found = READER.read(made.wire(made.delivery(event)), {})
    assert (found.said, found.told) == ((), ())


def test_a_delivery_is_told_message_by_message() -> None:
    arrived = made.event(delivery={"mids": ["m_7", "m_8"], "watermark": made.SENT_AT * 1000})
    found = READER.read(made.wire(made.delivery(arrived)), {})
    assert [(told.external_id, told.went, told.at) for told in found.told] == [
        ("m_7", "delivered", AT),
        ("m_8", "delivered", AT),
    ]


def test_a_comment_is_public() -> None:
    post = {"permalink_url": "https://www.facebook.com/cell/posts/900"}
    said = only(changes=(made.feed(post=post, photo="https://cdn.example/p"),))
    assert (said.kind, said.public, said.words, said.name) == (
        Kind.COMMENT,
        True,
        "واش كاين شي حد؟",
        "Fatima Z.",
    )
    assert (said.external_id, said.context) == (made.COMMENT, {"comment_id": made.COMMENT})
    assert said.link == "https://www.facebook.com/cell/posts/900?comment_id=901"
    assert [file.ref for file in said.attached] == ["https://cdn.example/p"]
    assert (said.address, said.at) == (made.PERSON, AT)


def test_a_post_on_the_page_is_public_too() -> None:
    said = only(changes=(made.feed(item="status"),))
    assert (said.external_id, said.context, said.public) == (made.POST, {"post_id": made.POST}, True)
    assert said.link == f"https://www.facebook.com/{made.POST}"


def test_changed_words_are_new_words_about_the_old_ones() -> None:
    first, second = (only(changes=(made.feed(verb="edited", message=words),)) for words in ("a", "b"))
    assert first.external_id != second.external_id
    assert (second.words, second.context["edits"]) == ("b", made.COMMENT)
    gone = only(changes=(made.feed(verb="remove"),))
    assert (gone.kind, gone.context, gone.public) == (Kind.REMOVED, {"removes": made.COMMENT}, True)


@pytest.mark.parametrize(
    "value",
    [made.feed(who=made.PAGE), made.feed(item="reaction"), made.feed(item="like"), made.feed(verb="hide")],
)
def test_what_the_page_does_itself_is_left_out(value: made.Said) -> None:
    assert read(made.delivery(changes=(value,))) == ()


@pytest.mark.parametrize(
    "body", [b"", b"[1]", b'{"object": "whatsapp_business_account"}', b'{"object": "page"']
)
def test_what_nobody_understands_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        READER.read(body, {})


@pytest.mark.parametrize(
    "broken", ["words", 7, None, [], {}, {"message": 3}, {"sender": "me", "message": {"text": 1}}]
)
def test_a_broken_event_takes_none_along(broken: Any) -> None:
    delivered = made.delivery(broken, made.message(text="Au secours"), changes=(made.feed(), {"from": 3}))
    assert [said.words for said in read(delivered)][-2:] == ["Au secours", "واش كاين شي حد؟"]


def test_a_file_is_fetched_where_it_lies(graph: Graph) -> None:
    address = graph.about["url"]
    assert READER.fetch(Attached(kind=Kind.VOICE, ref=address)) == SOUND
    assert graph.keys == [None]
    graph.file_status = 403
    with pytest.raises(NotFetched) as fault:
        READER.fetch(Attached(kind=Kind.VOICE, ref=address))
    assert (fault.value.code, fault.value.again) == ("http_403", None)
