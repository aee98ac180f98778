"""What channels share."""

from typing import Any

import pytest

from jaras.channels.base.configuration import configured, values
from jaras.channels.base.signatures import hmac_sha256, same


def test_a_channel_is_there_with_every_value_it_needs(settings: Any) -> None:
    settings.CHANNELS = {"bird": {"cage": "3", "song": ""}}
    assert not configured("bird")
    assert configured("bird", "cage")
    assert not configured("bird", "cage", "song", "feather")
    assert not configured("fish")
    assert values("fish") == {}


def test_a_signature_is_that_of_the_standard() -> None:
    """RFC 4231, second case."""
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert hmac_sha256("Jefe", b"what do ya want for nothing?") == expected


@pytest.mark.parametrize(("given", "expected"), [("", ""), ("a", ""), ("", "a"), ("a", "b"), ("جرس", "a")])
def test_what_differs_is_refused(given: str, expected: str) -> None:
    assert not same(given, expected)
    assert same("جرس", "جرس")
