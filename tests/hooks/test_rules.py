"""Where messages may go, how they are signed, when they are tried again."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from jaras.hooks.rules import MOST_TRIES, header, key_of, next_try, told
from jaras.kernel.addresses import AddressFault, fault_of, may_reach

NOW = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)


def test_the_signature_is_that_of_the_published_example() -> None:
    signed = header(
        [key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")],
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_read_as_it_was_told() -> None:
    assert key_of(told(b"k" * 32)) == b"k" * 32


def test_eight_tries_last_a_little_more_than_a_day() -> None:
    at, tries, waits = NOW, 1, []
    while (later := next_try(tries, at)) is not None:
        waits.append(later - at)
        at, tries = later, tries + 1
    assert (tries, MOST_TRIES) == (8, 8)
    assert waits == sorted(waits)
    assert timedelta(hours=24) < at - NOW < timedelta(hours=26)


@pytest.mark.parametrize(
    "inside",
    [
        *("127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::"),
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254"),
        *("fe80::1", "fc00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"),
        *("224.0.0.1", "ff02::1", "255.255.255.255", "192.0.2.1", "240.0.0.1"),
    ],
)
def test_nothing_goes_inside(inside: str) -> None:
    assert not may_reach(ip_address(inside), demo=False)


def test_the_open_internet_is_reached_the_demo_reaches_itself() -> None:
    assert may_reach(ip_address("8.8.8.8"), demo=False)
    assert may_reach(ip_address("2606:4700::1111"), demo=False)
    assert may_reach(ip_address("127.0.0.1"), demo=True)
    assert not may_reach(ip_address("10.0.0.1"), demo=True)
    assert not may_reach(ip_address("169.254.169.254"), demo=True)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://example.org/hook", None),
        ("https://example.org:8443/hook?x=1", None),
        ("http://example.org/hook", AddressFault.NOT_HTTPS),
        ("http://127.0.0.1:9/", AddressFault.NOT_HTTPS),
        ("https://127.0.0.1/", AddressFault.INSIDE),
        ("https://[::1]/", AddressFault.INSIDE),
        ("https://localhost/", AddressFault.INSIDE),
        ("https://10.0.0.1/", AddressFault.INSIDE),
        ("https://user:word@example.org/", AddressFault.WITH_PASSWORD),
        ("ftp://example.org/", AddressFault.UNREADABLE),
        ("https://", AddressFault.UNREADABLE),
        ("https://example.org:99999/", AddressFault.UNREADABLE),
        ("https://example.org/\r\nX: y", AddressFault.UNREADABLE),
        ("https://example.org/#part", AddressFault.UNREADABLE),
        ("javascript:alert(1)", AddressFault.UNREADABLE),
        ("https://" + "a" * 600 + ".org/", AddressFault.UNREADABLE),
    ],
)
def test_an_address_is_judged_before_it_is_kept(address: str, fault: AddressFault | None) -> None:
    assert fault_of(address, demo=False) is fault


def test_in_the_demo_this_very_machine_may_listen() -> None:
    assert fault_of("http://127.0.0.1:9000/", demo=True) is None
    assert fault_of("http://10.0.0.1/", demo=True) is AddressFault.NOT_HTTPS
