"""Members are told at once of what is asked of them, by one message, which tells nothing of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from jaras.alerts import actions as alerts
from jaras.bells import actions, jobs
from jaras.bells.models import BellLetter
from jaras.bells.queries import letters as queries
from jaras.bells.rules import LetterKind
from jaras.governance.models import Member, actor_of
from jaras.web.shell.day import end_of
from tests import factories
from tests.bells.bells import rung

DAY = timedelta(days=1)


@pytest.fixture
def salma(member: Callable[..., Member]) -> Member:
    return member("operator", name="Salma Bennani", language="ar")


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent", name="Karim El Mehdaoui")


def wishes(of: Member, at: datetime, **said: Any) -> None:
    usual: dict[str, Any] = {"way": "mail", "notices": True, "morning": True, "evening": True}
    alerts.wish(**(usual | said), by=actor_of(of), at=at)


def kinds(of: Member) -> list[str]:
    return list(BellLetter.objects.filter(member=of).values_list("kind", flat=True))


def test_whoever_is_asked_reads_it_in_their_language_and_nobody_reads_of_what(
    salma: Member, karim: Member, work: Callable[[], int]
) -> None:
    bell = rung(karim, salma, timezone.now(), what="Call Driss")
    work()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([salma.email], "جرس ينتظر جوابكم")
    assert letter.body.count(f"/bells/{bell.pk}/") == 1
    assert "Driss" not in letter.body
    work()
    assert len(mail.outbox) == 1


def test_nobody_is_told_of_what_they_did_themselves_nor_who_wishes_silence(
    salma: Member, karim: Member, at: datetime
) -> None:
    rung(karim, karim, at)
    wishes(salma, at, notices=False)
    rung(karim, salma, at)
    assert not BellLetter.objects.exists()


def test_each_turn_of_a_bell_is_told_to_whom_it_concerns(
    salma: Member, karim: Member, member: Callable[..., Member], at: datetime
) -> None:
    leila, house = member("referent"), factories.organisation(email="d@example.org")
    helpers = [actions.Ask(member=leila), actions.Ask(organisation=house)]
    bell = rung(karim, salma, at, with_whom=helpers)
    bell = actions.accept(bell=bell, by=actor_of(salma), at=at)
    asked = bell.help.get(organisation=house)
    by = queries.partner_of(asked)
    actions.answer_for_partner(asked=asked, verb="decline", reason="Full", by=by, at=at)
    bell = actions.block(bell=bell, blocker="MEANS", unblocks="A car", asked=leila, by=actor_of(salma), at=at)
    actions.offer(bell=bell, to=leila, by=actor_of(salma), at=at)
    other = rung(karim, leila, at)
    actions.decline(bell=other, reason="No time", by=actor_of(leila), at=at)
    assert kinds(salma) == [LetterKind.CARRY, LetterKind.HELP_REFUSED]
    assert kinds(karim) == [LetterKind.HELP_REFUSED, LetterKind.REFUSED]
    assert kinds(leila) == [LetterKind.HELP, LetterKind.BLOCKED, LetterKind.OFFERED, LetterKind.CARRY]


def test_what_was_settled_before_it_left_is_not_sent(
    salma: Member, karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    bell = rung(karim, salma, at)
    actions.accept(bell=bell, by=actor_of(salma), at=at)
    work()
    assert mail.outbox == []


def test_due_tomorrow_is_told_once_to_whoever_reads_no_evening_message(salma: Member, karim: Member) -> None:
    at = timezone.now()
    for each in (salma, karim):
        rung(each, each, at, due_at=end_of(timezone.localtime(at).date() + DAY))
    wishes(salma, at, evening=False)
    for _again in range(2):
        jobs.remind_of_tomorrow()
    assert (kinds(salma), kinds(karim)) == ([LetterKind.TOMORROW], [])
