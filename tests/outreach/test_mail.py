"""One discreet e-mail for each answer, in the language of the reporter, through the real worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_q.models import OrmQ

from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports import NotSent, topics
from jaras.outreach import jobs
from jaras.outreach.models import Answer

ROOT = Path(__file__).parents[2]
ELDER, BEATEN = "Un vieil homme a très froid, il dort dehors", "Mon mari me frappe"


def received(at: datetime, *, words: str = ELDER, language: str = "fr") -> Report:
    return intake.receive(
        channel="WEB",
        external_id=f"m{Report.objects.count()}",
        words=words,
        reporter_email="salma@example.org",
        language=language,
        at=at,
    ).report


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("fr", "Des nouvelles pour vous", "Votre signalement est arrivé"),
        ("ar", "جديد يهمكم", "توصلت خلية"),
        ("en", "News for you", "Your report has reached"),
        ("", "Des nouvelles pour vous", "Votre signalement est arrivé"),
    ],
)
def test_a_mail_speaks_the_language_of_the_reporter(
    db: None, at: datetime, work: Callable[[], int], language: str, subject: str, sentence: str
) -> None:
    received(at, language=language)
    work()
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == (subject, ["salma@example.org"])
    assert sentence in letter.body
    assert letter.body.rstrip().endswith("/suivre")


def test_a_mail_about_somebody_to_protect_says_only_that_there_is_an_answer(
    db: None, at: datetime, work: Callable[[], int]
) -> None:
    report = received(at, words=BEATEN)
    intake.send_team(report=report, team="Équipe Atlas", by=SYSTEM, at=at)
    work()
    assert {letter.body for letter in mail.outbox} == {mail.outbox[0].body}
    for betraying in ("signal", "Vigilance", "équipe", "Atlas", "frappe", "mari"):
        assert betraying not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"


def test_no_address_no_mail(db: None, at: datetime, work: Callable[[], int]) -> None:
    intake.receive(channel="WEB", external_id="1", words=ELDER, at=at)
    work()
    assert mail.outbox == []


def test_a_mail_leaves_once_even_when_its_job_runs_again(
    db: None, at: datetime, work: Callable[[], int]
) -> None:
    received(at)
    work()
    jobs.mail_answer(Answer.objects.get().pk)
    assert len(mail.outbox) == 1
    assert Answer.objects.get().mailed_at is not None


class Down(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, _messages: Any) -> int:
        raise ConnectionRefusedError


def test_a_mail_waits_while_its_server_is_down(db: None, at: datetime, settings: Any) -> None:
    received(at)
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    with pytest.raises(NotSent, match="ConnectionRefusedError"):
        jobs.mail_answer(Answer.objects.get().pk)
    assert Answer.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    jobs.mail_answer(Answer.objects.get().pk)
    assert [letter.extra_headers["Message-ID"] for letter in mail.outbox] == [
        f"<answer-{Answer.objects.get().pk}@jaras.invalid>"
    ]


def test_more_letters_a_day_than_an_address_gets_wait_for_their_turn(db: None, at: datetime) -> None:
    cap = topics()["progress"]["cap"]
    for number in range(cap + 2):
        intake.receive(
            channel="WEB",
            external_id=f"many{number}",
            words="Un vieil homme a froid",
            reporter_email="souad@example.org",
            at=at,
        )
    for said in Answer.objects.all():
        jobs.mail_answer(said.pk)
    assert len(mail.outbox) == cap
    assert Answer.objects.unsent().count() == 2
    OrmQ.objects.all().delete()
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        jobs.mail_waiting()
        assert OrmQ.objects.count() == 2
        for said in Answer.objects.unsent():
            jobs.mail_answer(said.pk)
    assert len(mail.outbox) == cap + 2


PREPARE = """
import django; django.setup()
from django.utils import timezone
from jaras.intake import actions
for number, language in enumerate(("fr", "ar")):
    actions.receive(channel="WEB", external_id=str(number), words="Un vieil homme a froid", language=language,
                    reporter_email=f"{language}@example.org", at=timezone.now())
"""


def letters(folder: Path) -> list[EmailMessage]:
    """Each message of the files, however many one file holds."""
    pieces = [piece for path in sorted(folder.glob("*")) for piece in path.read_bytes().split(b"-" * 79)]
    return [message_from_bytes(piece.strip(), policy=policy.default) for piece in pieces if piece.strip()]


def test_the_worker_itself_writes_the_mails(tmp_path: Path) -> None:
    place = {key: value for key, value in os.environ.items() if not key.startswith(("JARAS_", "DATABASE_"))}
    place |= {
        "JARAS_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "jaras.config.settings",
        "JARAS_PORT": "8159",
        "JARAS_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    }

    def run(*command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=ROOT, env=place, check=True, capture_output=True)

    run("-m", "django", "migrate", "-v0")
    run("-c", PREPARE)
    worker = subprocess.Popen(
        [sys.executable, "-m", "jaras.ops.queue"],
        cwd=ROOT,
        env=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 180
        while len(letters(tmp_path / "mail")) < 2 and time.monotonic() < deadline:
            time.sleep(0.5)
        time.sleep(2)  # a second copy would arrive by now
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert sorted((str(letter["To"]), str(letter["Subject"])) for letter in letters(tmp_path / "mail")) == [
        ("ar@example.org", "جديد يهمكم"),
        ("fr@example.org", "Des nouvelles pour vous"),
    ]
