"""What leaves by Messenger, to a server that answers as Graph does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jaras.channels.facebook.sending import Transport
from jaras.kernel.transports import NotSent, Outbound
from tests.channels.graph import Graph
from tests.conftest import NOW

WAY = Transport()
OURS = Outbound(channel="facebook", to="7770001", text="نحن هنا", topic="answer", about=("report", 1))
TAKEN = {"recipient_id": "7770001", "message_id": "m_ours"}
RESPONSE = {"messaging_type": "RESPONSE"}
HUMAN = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


@pytest.mark.parametrize(
    ("ago", "context", "recipient", "right"),
    [
        (timedelta(hours=2), {}, {"id": "7770001"}, RESPONSE),
        (timedelta(days=3), {}, {"id": "7770001"}, HUMAN),
        (timedelta(days=3), {"comment_id": "222_900_901"}, {"comment_id": "222_900_901"}, RESPONSE),
        (timedelta(hours=2), {"post_id": "222_900"}, {"post_id": "222_900"}, RESPONSE),
    ],
)
def test_words_go_by_the_right_that_there_is(
    graph: Graph, ago: timedelta, context: dict[str, str], recipient: dict[str, str], right: dict[str, str]
) -> None:
    graph.answer = TAKEN
    message = replace(OURS, heard_at=datetime.now(UTC) - ago, context=context)
    assert WAY.send(message).external_id == "m_ours"
    sent = {"recipient": recipient, "message": {"text": "نحن هنا"}, **right}
    assert graph.posted == [("/v25.0/222/messages", sent)]
    assert graph.keys == ["Bearer key-f"]


@pytest.mark.parametrize(
    ("code", "subcode", "named", "again"),
    [
        *((code, None, str(code), True) for code in (4, 32, 613, 1200, 80006)),
        *((code, None, str(code), False) for code in (551, 190, 10900)),
        (10, 2018278, "10/2018278", False),
        (100, 2018001, "100/2018001", False),
        (613, 2018338, "613/2018338", True),
    ],
)
def test_what_is_refused_waits_or_is_over(
    graph: Graph, code: int, subcode: int | None, named: str, again: bool
) -> None:
    graph.refuses(400, code, subcode)
    with pytest.raises(NotSent) as fault:
        WAY.send(OURS)
    assert (fault.value.code, fault.value.words) == (named, f"(#{code}) No")
    assert (fault.value.again is not None) is again


def test_what_is_too_long_is_not_tried(graph: Graph) -> None:
    with pytest.raises(NotSent, match="too_long"):
        WAY.send(replace(OURS, text="a" * 2001))
    assert graph.posted == []


def test_a_week_after_their_last_words_nothing_may_be_sent() -> None:
    week = timedelta(days=7)
    inside, outside, never = WAY.terms(NOW, NOW + week / 2), WAY.terms(NOW, NOW + week), WAY.terms(None, NOW)
    assert (inside.open, inside.until, inside.words_later) == (True, NOW + week, False)
    assert (outside.open, outside.words_later, outside.why) == (False, False, "window_closed")
    assert (never.open, never.why) == (False, "never_heard")


def test_a_copy_without_its_keys_sends_nothing(settings: Any) -> None:
    settings.CHANNELS = {"facebook": {"token": "", "graph": "https://graph.example"}}
    assert not WAY.ready
    with pytest.raises(NotSent, match="not_set_up"):
        WAY.send(OURS)
