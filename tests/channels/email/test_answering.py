"""What makes a letter of ours the next one of a thread."""

from typing import Any

import pytest

from jaras.channels.email.answering import headers_of, subject_of
from jaras.channels.email.reading import LetterReader
from jaras.kernel.transports import Outbound
from tests.channels.email.letters import OURS, letter


def answer(topic: str = "answer", **context: Any) -> Outbound:
    return Outbound(
        channel="email", to="souad@example.org", text="x", topic=topic, about=("test", 1), context=context
    )


@pytest.fixture(autouse=True)
def _mailbox(settings: Any) -> None:
    settings.CHANNELS = {"email": {"address": OURS}}


def test_an_answer_belongs_to_their_thread() -> None:
    headers = headers_of(answer(message_id="<two@example.org>", references=["<one@example.org>"]))
    assert headers["In-Reply-To"] == "<two@example.org>"
    assert headers["References"] == "<one@example.org> <two@example.org>"
    assert "Auto-Submitted" not in headers
    assert set(headers_of(answer())) == {"Message-ID", "Reply-To"}


@pytest.mark.parametrize("by", ["token", "thread"])
def test_who_answers_it_is_known_by_either(by: str) -> None:
    headers = headers_of(answer())
    token = {"rcpt_to": headers["Reply-To"] if by == "token" else OURS}
    thread = {"In-Reply-To": headers["Message-ID"]} if by == "thread" else {}
    said = {"at": "2026-11-25T02:10:00+00:00", "mail_from": "souad@example.org"} | token
    [one] = LetterReader().read(letter(other=thread), said).said
    assert one.answers == (headers["Message-ID"],)


def test_nobody_guesses_a_token() -> None:
    assert len({headers_of(answer())["Message-ID"] for _ in range(50)}) == 50


def test_what_we_say_by_ourselves_is_marked_so() -> None:
    headers = headers_of(answer(topic="acknowledgement"))
    assert (headers["Auto-Submitted"], headers["X-Auto-Response-Suppress"]) == ("auto-replied", "All")


def test_what_they_wrote_breaks_no_header() -> None:
    bad = answer(message_id="<a@b>\r\nBcc: x@y.example", references=["<c@d>\nX: 1"], subject="x\r\nBcc: y")
    headers = headers_of(bad)
    assert (headers["In-Reply-To"], headers["References"]) == ("<a@b>", "<c@d> <a@b>")
    assert subject_of(bad, "Réponse") == "Re: x Bcc: y"


@pytest.mark.parametrize(
    ("theirs", "ours"), [("حالة", "Re: حالة"), ("RE: x", "RE: x"), ("رد: x", "رد: x"), ("", "Réponse")]
)
def test_the_subject_is_marked_once_as_an_answer(theirs: str, ours: str) -> None:
    assert subject_of(answer(subject=theirs), "Réponse") == ours


def test_without_a_mailbox_nothing_is_promised(settings: Any) -> None:
    settings.CHANNELS = {}
    assert headers_of(answer()) == {}
