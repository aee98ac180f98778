"""Members answer letters about bells: once, theirs alone, by no program, kept where nobody understood."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from jaras.bells import actions
from jaras.bells.models import Bell, BellHelp, BellLetter
from jaras.bells.rules import BellState, HelpState, LetterKind
from jaras.conversations import actions as conversations
from jaras.conversations.models import Conversation
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.web.shell.day import end_of
from tests.bells.bells import rung
from tests.channels.email.letters import OURS, letter

Work = Callable[[], int]


@pytest.fixture(autouse=True)
def _mailbox(settings: Any) -> None:
    settings.CHANNELS = settings.CHANNELS | {"email": {"address": OURS}}


@pytest.fixture
def salma(member: Callable[..., Member]) -> Member:
    return member("operator", name="Salma Bennani", language="fr")


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent", name="Karim El Mehdaoui", language="fr")


def written_back(words: str, sender: str, number: int = 1, other: dict[str, str] | None = None) -> None:
    """As the mailbox takes it: to the address of the last letter that left, with its token."""
    sent = mail.outbox[-1]
    headers = {"From": sender, "Message-ID": f"<{number}@example.org>"} | (other or {})
    body = letter(f"{words}\n\n> Bonjour", other=headers)
    now = timezone.now()
    said = {"at": now.isoformat(), "mail_from": sender, "rcpt_to": str(sent.extra_headers["Reply-To"])}
    conversations.keep_arrival(channel="email", body=body, said=said, by=SYSTEM, at=now)


def test_a_yes_hangs_it_and_is_said_back_once(salma: Member, karim: Member, work: Work) -> None:
    rung(karim, salma, timezone.now())
    work()
    assert "« oui »" in mail.outbox[0].body.replace("\u00a0", " ")
    written_back("Oui, merci", salma.email)
    work()
    assert Bell.objects.get().state == BellState.ACCEPTED
    assert "C’est compris : vous la prenez." in mail.outbox[-1].body.replace("\u00a0", " ")
    assert mail.outbox[-1].extra_headers["Auto-Submitted"] == "auto-replied"
    mail.outbox.pop()
    written_back("Oui, merci", salma.email)
    work()
    assert len(mail.outbox) == 1
    assert not Conversation.objects.exists()


def test_a_no_says_why_to_whoever_asked(salma: Member, karim: Member, work: Work) -> None:
    rung(karim, salma, timezone.now())
    work()
    written_back("Non", salma.email)
    work()
    assert Bell.objects.get().state == BellState.RUNG
    assert "Dites pourquoi" in mail.outbox[-1].body
    written_back("Non, je suis en congé", salma.email, 2)
    work()
    assert Bell.objects.get().state == BellState.DECLINED
    assert BellLetter.objects.filter(member=karim, kind=LetterKind.REFUSED).exists()


def test_done_and_a_new_bell(salma: Member, karim: Member, work: Work) -> None:
    bell = rung(karim, salma, timezone.now())
    work()
    written_back("Fait : livré", salma.email)
    work()
    bell.refresh_from_db()
    assert (bell.state, bell.evidence) == (BellState.DONE, "livré")
    written_back("Cloche : rappeler l’école demain", salma.email, 2)
    work()
    new = Bell.objects.exclude(pk=bell.pk).get()
    tomorrow = timezone.localtime(timezone.now()).date() + timedelta(days=1)
    assert (new.what, new.who, new.due_at) == ("rappeler l’école demain", salma, end_of(tomorrow))


def test_a_colleague_helps_another_takes_over(
    salma: Member, karim: Member, member: Callable[..., Member], work: Work
) -> None:
    at = timezone.now()
    bell = rung(karim, karim, at, with_whom=[actions.Ask(member=salma)])
    work()
    written_back("نعم", salma.email)
    work()
    assert BellHelp.objects.get().state == HelpState.ACCEPTED
    bell.refresh_from_db()
    omar = member("referent", name="Omar Naciri")
    actions.offer(bell=bell, to=omar, by=actor_of(karim), at=at)
    work()
    written_back("ok", omar.email, 2)
    work()
    assert Bell.objects.latest("pk").comes_from_id == bell.pk


def test_what_is_not_understood_stays_as_a_note_and_says_so(salma: Member, karim: Member, work: Work) -> None:
    rung(karim, salma, timezone.now())
    work()
    written_back("Oui mais seulement lundi", salma.email)
    work()
    assert Bell.objects.get().state == BellState.RUNG
    assert BellLetter.objects.get(kind=LetterKind.CARRY).answer == "Oui mais seulement lundi"
    assert "rien n’a été changé" in mail.outbox[-1].body
    assert "lundi" not in mail.outbox[-1].body


def test_another_address_is_a_letter_to_the_cell(salma: Member, karim: Member, work: Work) -> None:
    rung(karim, salma, timezone.now())
    work()
    written_back("Oui", karim.email)
    work()
    assert Bell.objects.get().state == BellState.RUNG
    assert Conversation.objects.count() == 1


def test_a_program_never_answers(salma: Member, karim: Member, work: Work) -> None:
    rung(karim, salma, timezone.now())
    work()
    written_back("Oui", salma.email, other={"Auto-Submitted": "auto-replied"})
    work()
    assert Bell.objects.get().state == BellState.RUNG
    assert len(mail.outbox) == 1


def test_whoever_was_suspended_and_old_letters_are_not_heard(
    salma: Member, karim: Member, work: Work
) -> None:
    rung(karim, salma, timezone.now())
    work()
    BellLetter.objects.update(at=timezone.now() - timedelta(days=31))
    written_back("Oui", salma.email)
    work()
    BellLetter.objects.update(at=timezone.now())
    Member.objects.filter(pk=salma.pk).update(is_active=False)
    written_back("Oui", salma.email, 2)
    work()
    assert Bell.objects.get().state == BellState.RUNG


def test_whoever_sees_the_bell_reads_what_was_written_back(
    salma: Member, karim: Member, work: Work, sign_in: Callable[[Member], Any]
) -> None:
    bell = rung(karim, salma, timezone.now())
    work()
    written_back("Seulement lundi", salma.email)
    work()
    assert "Seulement lundi" in sign_in(karim).get(f"/bells/{bell.pk}/").content.decode()
