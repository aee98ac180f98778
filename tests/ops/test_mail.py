"""Letters to the cell are kept by the command that takes them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jaras.conversations.models import Arrival, Heard
from jaras.ops import mail
from tests.channels.email.letters import ARABIC, OURS, letter


@pytest.mark.django_db
def test_a_letter_is_in_the_database_before_its_sender_is_told(work: Any, settings: Any) -> None:
    settings.CHANNELS = {"email": {"address": OURS}}
    for _twice in range(2):
        mail.keep(letter(), {"mail_from": "souad@example.org", "rcpt_to": OURS})
    assert {row.body.encode("latin-1") for row in Arrival.objects.all()} == {letter()}
    work()
    heard = Heard.objects.get()
    assert (heard.words, heard.report and heard.report.channel) == (ARABIC, "COURRIEL")


def test_without_an_address_it_says_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "jaras.ops.cli", "mail", "--data", str(tmp_path / "new")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "JARAS_MAIL_LISTEN" in done.stderr) == (1, True)
