"""What leaves by WhatsApp, to a server that answers as Graph does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jaras.channels.whatsapp.sending import Transport
from jaras.channels.whatsapp.templates import templates
from jaras.kernel.transports import NotSent, Outbound
from tests.channels.graph import Graph
from tests.channels.whatsapp.payloads import USER
from tests.conftest import NOW

WAY = Transport()
OURS = Outbound(channel="whatsapp", to="+212600000001", text="نحن هنا", topic="answer", about=("report", 1))
TAKEN = {"messaging_product": "whatsapp", "contacts": [], "messages": [{"id": "wamid.OURS"}]}


def test_words_go_to_a_telephone(graph: Graph) -> None:
    graph.answer = TAKEN
    assert WAY.send(OURS).external_id == "wamid.OURS"
    assert graph.posted == [
        (
            "/v25.0/111/messages",
            {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": "212600000001",
                "type": "text",
                "text": {"body": "نحن هنا", "preview_url": False},
            },
        )
    ]
    assert graph.keys == ["Bearer key-w"]


def test_an_opaque_id_has_a_field_of_its_own(graph: Graph) -> None:
    graph.answer = TAKEN
    WAY.send(replace(OURS, to=USER))
    [(_path, sent)] = graph.posted
    assert (sent.get("recipient"), "to" in sent) == (USER, False)


def test_a_template_goes_in_the_language_of_its_reader(graph: Graph) -> None:
    graph.answer = TAKEN
    WAY.send(replace(OURS, template="jaras_answer_waits", language="ary"))
    WAY.send(replace(OURS, template="jaras_call_us", language="en", values=("0520 00 00 00",)))
    said = [{"type": "body", "parameters": [{"type": "text", "text": "0520 00 00 00"}]}]
    assert [sent["template"] for _path, sent in graph.posted] == [
        {"name": "jaras_answer_waits", "language": {"code": "ar"}},
        {"name": "jaras_call_us", "language": {"code": "en"}, "components": said},
    ]


def test_every_template_is_whole() -> None:
    for template in templates():
        for language in ("fr", "ar", "en"):
            body = template[f"body_{language}"]
            assert [f"{{{{{n + 1}}}}}" in body for n in range(3)] == [
                n < template["values"] for n in range(3)
            ]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": "a" * 4097}, "too_long"),
        ({"template": "jaras_answer_waits", "values": ("Fatima",)}, "no_such_template"),
        ({"template": "hello_world"}, "no_such_template"),
    ],
)
def test_what_cannot_be_sent_is_not_tried(graph: Graph, told: dict[str, Any], code: str) -> None:
    with pytest.raises(NotSent) as fault:
        WAY.send(replace(OURS, **told))
    assert (fault.value.code, fault.value.again, graph.posted) == (code, None, [])


@pytest.mark.parametrize(
    ("status", "code", "again"),
    [
        *((status, code, True) for status, code in ((429, 4), (400, 80007), (429, 130429), (400, 131048))),
        *((status, code, True) for status, code in ((400, 131056), (400, 133016), (500, 1), (503, 131000))),
        *((400, code, False) for code in (131047, 131026, 131062, 100, 368)),
        (401, 190, False),
    ],
)
def test_what_is_refused_waits_or_is_over(graph: Graph, status: int, code: int, again: bool) -> None:
    graph.refuses(status, code, details="Why it is so.")
    with pytest.raises(NotSent) as fault:
        WAY.send(OURS)
    assert (fault.value.code, fault.value.words) == (str(code), "Why it is so.")
    assert (fault.value.again is not None) is again


def test_a_server_that_is_ill_is_asked_again(graph: Graph) -> None:
    graph.status, graph.answer = 502, b"<html>"
    with pytest.raises(NotSent) as fault:
        WAY.send(OURS)
    assert (fault.value.code, bool(fault.value.again)) == ("http_502", True)


def test_an_answer_that_nobody_understands_is_not_sent_twice(graph: Graph) -> None:
    graph.answer = b"OK"
    assert WAY.send(OURS).external_id == ""


def test_a_day_after_their_last_words_a_template_is_all() -> None:
    day = timedelta(hours=24)
    inside, outside, never = WAY.terms(NOW, NOW + day / 2), WAY.terms(NOW, NOW + day), WAY.terms(None, NOW)
    assert (inside.open, inside.until, inside.why) == (True, NOW + day, "")
    assert (outside.open, outside.words_later, outside.why) == (False, True, "window_closed")
    assert (never.open, never.words_later, never.why) == (False, True, "never_heard")


def test_a_copy_without_its_keys_sends_nothing(graph: Graph, settings: Any) -> None:
    assert WAY.ready
    settings.CHANNELS = {"whatsapp": settings.CHANNELS["whatsapp"] | {"token": ""}}
    assert not WAY.ready
    with pytest.raises(NotSent, match="not_set_up"):
        WAY.send(OURS)
