"""What makes a letter of ours the next one of a thread."""

from typing import Any

import pytest
from django.core import mail

from jaras.channels.email.answering import answering, headers_of
from jaras.channels.email.reading import LetterReader
from jaras.channels.email.sending import Letters
from jaras.kernel.transports import Outbound
from tests.channels.email.letters import OURS, letter

pytestmark = pytest.mark.django_db  # the keys ask once whether they are the right ones


def answer(topic: str = "answer", number: int = 1, about: str = "reply", **context: Any) -> Outbound:
    return Outbound(
        channel="email",
        to="souad@example.org",
        text="x",
        topic=topic,
        about=(about, number),
        subject=context.get("subject", ""),
        context=context,
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


def test_a_letter_keeps_its_id_when_it_is_tried_again() -> None:
    assert headers_of(answer(number=7))["Message-ID"] == headers_of(answer(number=7))["Message-ID"]
    assert headers_of(answer(number=7))["Message-ID"] != headers_of(answer(number=8))["Message-ID"]


def test_what_we_say_by_ourselves_is_marked_so() -> None:
    headers = headers_of(answer(topic="acknowledgement"))
    assert (headers["Auto-Submitted"], headers["X-Auto-Response-Suppress"]) == ("auto-replied", "All")


def test_what_they_wrote_breaks_no_header() -> None:
    headers = headers_of(answer(message_id="<a@b>\r\nBcc: x@y.example", references=["<c@d>\nX: 1"]))
    assert (headers["In-Reply-To"], headers["References"]) == ("<a@b>", "<c@d> <a@b>")


def test_it_leaves_by_the_letters_of_the_house() -> None:
    receipt = Letters().send(answer(message_id="<two@example.org>", subject="Re: حالة"))
    [sent] = mail.outbox
    written = sent.message()
    assert (sent.subject, written["In-Reply-To"]) == ("Re: حالة", "<two@example.org>")
    assert written["Message-ID"] == receipt.external_id == headers_of(answer())["Message-ID"]
    Letters().send(answer(about="appointment"))
    assert "Reply-To" not in mail.outbox[1].message()


@pytest.mark.parametrize(
    ("theirs", "ours"), [("حالة", "Re: حالة"), ("RE: x", "RE: x"), ("رد: x", "رد: x"), ("", "")]
)
def test_the_subject_is_marked_once_as_an_answer(theirs: str, ours: str) -> None:
    assert answering(theirs) == ours


def test_without_a_mailbox_nothing_is_promised(settings: Any) -> None:
    settings.CHANNELS = {}
    assert headers_of(answer()) == {}
