"""Text messages leave by a real server on this machine, in the form that each gateway takes."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from jaras.channels.sms.sending import TextMessages
from jaras.kernel.transports import NotSent, Outbound
from tests.channels.sms.payloads import ARABIC
from tests.hooks.receiver import Receiver, receiving

SETTINGS = {
    "by": "kannel",
    "from": "5050",
    "kannel_secret": "hush+hush",
    "kannel_user": "jaras",
    "kannel_password": "word",
    "back": "https://cellule.example",
    "gateway_authorization": "Bearer key",
    "gateway_body": '{"messages": [{"to": "{to}", "body": "{text}", "ref": "{from}/{id}", "flash": false}]}',
}
way = TextMessages()


def message(text: str = ARABIC, to: str = "+212600000001") -> Outbound:
    return Outbound(channel="sms", to=to, text=text, topic="answer", about=("test", 1))


@pytest.fixture
def gateway(settings: Any) -> Iterator[Receiver]:
    with receiving() as receiver:
        addresses = {"kannel_url": receiver.address, "gateway_url": receiver.address}
        settings.CHANNELS = {"sms": SETTINGS | addresses}
        yield receiver


def by_gateway(settings: Any) -> None:
    settings.CHANNELS["sms"]["by"] = "gateway"


def test_kannel_takes_arabic_with_the_address_of_its_report(gateway: Receiver) -> None:
    gateway.answers = [202]
    receipt = way.send(message(ARABIC * 4))
    [(headers, body)] = gateway.came
    assert body.decode() == ARABIC * 4
    assert receipt.parts == 2
    assert headers["content-type"] == "text/plain; charset=UTF-8"
    asked = {name.removeprefix("x-kannel-"): value for name, value in headers.items() if "kannel" in name}
    assert asked == {
        "username": "jaras",
        "password": "word",
        "from": "5050",
        "to": "+212600000001",
        "coding": "2",
        "dlr-mask": "31",
        "dlr-url": "https://cellule.example/channels/sms/kannel/report?secret=hush%%2Bhush"
        f"&id={receipt.external_id}&type=%d&answer=%A&time=%t",
    }


def test_what_the_alphabet_of_seven_bits_has_costs_no_more(gateway: Receiver) -> None:
    way.send(message("Une femme à la gare [€]"))
    assert "x-kannel-coding" not in gateway.came[0][0]


def test_any_gateway_takes_the_json_of_the_settings(gateway: Receiver, settings: Any) -> None:
    by_gateway(settings)
    receipt = way.send(message('say "{to}" {id}'))
    [(headers, body)] = gateway.came
    assert headers["authorization"] == "Bearer key"
    [sent] = json.loads(body)["messages"]
    assert sent == {
        "to": "+212600000001",
        "body": 'say "{to}" {id}',
        "ref": f"5050/{receipt.external_id}",
        "flash": False,
    }


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize(
    ("status", "code", "again"), [(400, "400", False), (403, "403", False), (503, "503", True)]
)
def test_what_is_not_taken_comes_again_only_where_it_may(
    gateway: Receiver, settings: Any, status: int, code: str, again: bool, other: bool
) -> None:
    if other:
        by_gateway(settings)
    gateway.answers = [status]
    with pytest.raises(NotSent) as refused:
        way.send(message())
    assert (refused.value.code, refused.value.again is not None) == (code, again)
    assert refused.value.words.startswith("heard")


def test_a_gateway_that_is_busy_or_away_is_asked_later(gateway: Receiver, settings: Any) -> None:
    by_gateway(settings)
    gateway.answers = [429]
    with pytest.raises(NotSent) as busy:
        way.send(message())
    settings.CHANNELS["sms"]["gateway_url"] = "http://127.0.0.1:9/"
    with pytest.raises(NotSent) as away:
        way.send(message())
    assert (busy.value.again, away.value.code) == (timedelta(minutes=2), "unreachable")
    assert away.value.again


@pytest.mark.parametrize("to", ["5050", "OPERATOR", "+212600000001\r\nX-Kannel-From: 1", ""])
def test_what_is_no_number_is_asked_of_nobody(gateway: Receiver, to: str) -> None:
    with pytest.raises(NotSent, match="not_a_number"):
        way.send(message(to=to))
    assert not gateway.came


def test_a_template_that_is_no_json_is_said_so(gateway: Receiver, settings: Any) -> None:
    by_gateway(settings)
    settings.CHANNELS["sms"]["gateway_body"] = "{to}"
    with pytest.raises(NotSent, match="not_json"):
        way.send(message())


def test_it_is_ready_once_its_gateway_is_named(settings: Any) -> None:
    settings.CHANNELS = {"sms": {"by": "gateway", "from": "5050", "gateway_url": ""}}
    assert not way.ready
    settings.CHANNELS["sms"]["gateway_url"] = "https://sms.example/send"
    assert way.ready
    settings.CHANNELS = {"sms": {"by": "pigeon", "from": "5050"}}
    assert not way.ready
    settings.CHANNELS = {}
    assert not way.ready
