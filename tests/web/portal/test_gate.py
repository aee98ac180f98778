"""Machines are asked once more, floods wait, a life in danger always passes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from jaras.intake.models import Report
from jaras.kernel.models import Attempt
from jaras.kernel.visitor import visitor
from jaras.web.portal import gate, keys
from tests.web.portal.conftest import PERIL, WORDS, Send, fields, older_key


def fresh_key() -> str:
    return keys.fresh(timezone.now() + timedelta(seconds=1)).signed()


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [({"website": "http://x"}, "honeypot"), ({"key": ""}, "no_key"), ({"key": "forged"}, "no_key")],
)
def test_a_doubt_asks_once_more_then_takes_it_with_a_flag(
    send: Send, visitor: Client, typed: dict[str, str], doubt: str
) -> None:
    asked = send(**typed)
    assert asked.status_code == 422
    assert "encore une fois" in asked.content.decode()
    assert not Report.objects.exists()
    assert visitor.post("/signaler", fields(asked) | {"anonymous": "1"}).status_code == 303
    assert (Report.objects.get().words, Report.objects.get().flagged) == (WORDS, doubt)


def test_a_form_that_comes_back_at_once_is_doubted(send: Send) -> None:
    assert send(key=fresh_key()).status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize("typed", [{"website": "x"}, {"key": ""}, {"key": "fresh"}])
def test_a_peril_passes_every_doubt_with_a_flag(send: Send, typed: dict[str, str]) -> None:
    typed = typed if typed.get("key") != "fresh" else {"key": fresh_key()}
    assert send(words=PERIL, **typed).status_code == 303
    assert Report.objects.get().flagged in ("honeypot", "no_key", "too_fast")


def flood(send: Send) -> Any:
    for number in range(gate.REPORTS[0].most):
        assert send(words=f"{WORDS} {number}").status_code == 303
    return send(words="Un de plus", place_text="Ici")


def test_a_flood_waits_with_its_text_kept_and_the_numbers_to_call(send: Send) -> None:
    refused = flood(send)
    page = refused.content.decode()
    assert refused.status_code == 429
    assert "Un de plus" in page
    assert 'value="Ici"' in page
    assert 'href="tel:15"' in page
    assert Report.objects.count() == gate.REPORTS[0].most


def test_a_peril_passes_a_flood_with_a_flag(send: Send) -> None:
    flood(send)
    assert send(words=PERIL, photo=b"x" * 100).status_code == 303
    report = Report.objects.latest("id")
    assert (report.words, report.flagged, report.urgency) == (PERIL, "too_many", "IMMEDIAT")
    assert not report.files.exists()


def test_a_replay_is_no_flood(send: Send, visitor: Client) -> None:
    form = {"key": older_key(), "words": WORDS, "anonymous": "1"}
    for _click in range(gate.REPORTS[0].most + 3):
        assert visitor.post("/signaler", form).status_code == 303
    assert Report.objects.count() == 1


def test_attempts_are_forgotten_after_a_day(send: Send) -> None:
    send()
    Attempt.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    send()
    assert Attempt.objects.count() == 1


def test_no_address_is_kept(send: Send) -> None:
    send()
    assert "127.0.0.1" not in str(list(Attempt.objects.values())) + str(list(Report.objects.values()))


@pytest.mark.parametrize(
    ("secure", "one", "other", "same"),
    [
        (False, {"HTTP_X_FORWARDED_FOR": "1.1.1.1"}, {"HTTP_X_FORWARDED_FOR": "2.2.2.2"}, True),
        (True, {"HTTP_X_FORWARDED_FOR": "1.1.1.1"}, {"HTTP_X_FORWARDED_FOR": "2.2.2.2"}, False),
        (
            True,
            {"HTTP_X_FORWARDED_FOR": "9.9.9.9, 1.1.1.1"},
            {"HTTP_X_FORWARDED_FOR": "8.8.8.8, 1.1.1.1"},
            True,
        ),
        (False, {"REMOTE_ADDR": "2001:db8::1"}, {"REMOTE_ADDR": "2001:db8::ffff:2"}, True),
        (False, {"REMOTE_ADDR": "2001:db8::1"}, {"REMOTE_ADDR": "2001:db8:1::1"}, False),
        (False, {"REMOTE_ADDR": ""}, {"REMOTE_ADDR": "not an address"}, True),
    ],
)
def test_only_our_proxy_is_believed_about_addresses(
    settings: Any, secure: bool, one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    settings.SECURE = secure
    first, second = (visitor(RequestFactory().get("/", **each)) for each in (one, other))  # type: ignore[arg-type]
    assert (first == second) is same


def test_the_window_slides(db: None, at: datetime) -> None:
    from jaras.kernel import limits

    limit = limits.Limit(2, timedelta(minutes=10))
    for minutes in (0, 6):
        limits.note("x", "somebody", at=at + timedelta(minutes=minutes))
    assert limits.reached("x", "somebody", [limit], at=at + timedelta(minutes=9))
    assert not limits.reached("x", "somebody else", [limit], at=at + timedelta(minutes=9))
    assert not limits.reached("x", "somebody", [limit], at=at + timedelta(minutes=11))
