"""A mail program speaks to our listener: one address is ours, what is not kept is not taken."""

import asyncio
import smtplib
from collections.abc import Iterator, Mapping
from threading import Thread

import pytest

from jaras.channels.email.listening import Mailbox, protocol
from tests.channels.email.letters import OURS, TOKEN, letter

ELSEWHERE = "souad@example.org"


class Kept:
    """Where letters go; once it is full it refuses."""

    def __init__(self) -> None:
        self.letters: list[tuple[bytes, Mapping[str, str]]] = []
        self.full = False

    def keep(self, content: bytes, said: Mapping[str, str]) -> None:
        if self.full:
            raise OSError("full")
        self.letters.append((content, said))


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def program(kept: Kept) -> Iterator[smtplib.SMTP]:
    loop = asyncio.new_event_loop()
    mailbox = Mailbox(OURS, kept.keep)
    server = loop.run_until_complete(loop.create_server(lambda: protocol(mailbox), "127.0.0.1", 0))
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        with smtplib.SMTP("127.0.0.1", server.sockets[0].getsockname()[1], local_hostname="there") as client:
            yield client
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(server.wait_closed())
        mailbox.writer.shutdown()
        loop.close()


def test_a_letter_is_kept_byte_by_byte(program: smtplib.SMTP, kept: Kept) -> None:
    to = [OURS, f"Veille+{TOKEN}@Cellule.example"]
    body = letter("سطر\n.نقطة").replace(b"\n", b"\r\n") + b"\xff\r\n"
    program.sendmail(ELSEWHERE, to, body)
    [(content, said)] = kept.letters
    assert content == body
    assert said == {"mail_from": ELSEWHERE, "rcpt_to": " ".join(to)}


def test_a_report_has_no_sender(program: smtplib.SMTP, kept: Kept) -> None:
    program.sendmail("", OURS, letter())
    assert kept.letters[0][1]["mail_from"] == ""


@pytest.mark.parametrize(
    "to",
    [
        ELSEWHERE,
        f"{OURS}.example",
        "x@cellule.example",
        "veille%example.org@cellule.example",
        "veille",
        "+x@cellule.example",
        f"souad%example.org@{OURS}",
    ],
)
def test_nothing_is_relayed(program: smtplib.SMTP, kept: Kept, to: str) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        program.sendmail(ELSEWHERE, to, letter())
    assert refused.value.recipients[to][0] in (550, 553)
    assert not kept.letters


def test_what_could_not_be_kept_stays_with_its_sender(program: smtplib.SMTP, kept: Kept) -> None:
    kept.full = True
    with pytest.raises(smtplib.SMTPDataError) as refused:
        program.sendmail(ELSEWHERE, OURS, letter())
    assert refused.value.smtp_code == 451


def test_how_large_a_letter_may_be_is_said_first(program: smtplib.SMTP, kept: Kept) -> None:
    program.ehlo()
    limit = int(program.esmtp_features["size"])
    assert limit == 12 * 1024 * 1024
    program.sendmail(ELSEWHERE, OURS, b"x" * 78 * 1024 + b"\n")
    with pytest.raises(smtplib.SMTPResponseException) as refused:
        program.sendmail(ELSEWHERE, OURS, (b"x" * 998 + b"\r\n") * (limit // 1000 + 2))
    assert refused.value.smtp_code == 552
    assert len(kept.letters) == 1


def test_it_asks_for_no_password(program: smtplib.SMTP) -> None:
    program.ehlo()
    assert "auth" not in program.esmtp_features
