"""What is overdue is told to one after the other, until somebody answers for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from jaras.alerts import actions, jobs, queries
from jaras.alerts.models import Alert, Notice
from jaras.alerts.rules import AlertState, Channel, NoticeState
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.governance.rules.roster import Span
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.transports import NotSent

MINUTE = timedelta(minutes=1)
PERIL = "Un enfant ne respire plus, il est inconscient devant la gare"
MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma")


@pytest.fixture
def youssef(member: MakeMember) -> Member:
    return member("operator", name="Youssef")


@pytest.fixture
def rachid(member: MakeMember) -> Member:
    return member("pole_lead", name="Rachid", pole="MED")


@pytest.fixture
def meryem(member: MakeMember) -> Member:
    return member("head", name="Meryem")


def immediate(at: datetime, **said: Any) -> Report:
    """A message that nobody has taken."""
    report = intake.receive(channel="WEB", external_id="m1", words=PERIL, at=at, **said).report
    assert report.urgency == "IMMEDIAT"
    return report


def follow(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        jobs.follow()


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(channel=Channel.SCREEN).order_by("id")
    return [(notice.step, notice.member.name) for notice in rows]


def test_one_after_the_other_is_told_until_the_head(
    salma: Member, youssef: Member, rachid: Member, meryem: Member, at: datetime
) -> None:
    watch = governance.take_watch(by=actor_of(salma), at=at)
    governance.name_deputy(watch=watch, deputy=youssef, by=actor_of(salma), at=at)
    immediate(at)
    follow(at + 4 * MINUTE)
    assert told() == []
    steps = [("watch", "Salma"), ("deputy", "Youssef"), ("pole_lead", "Rachid"), ("head", "Meryem")]
    for number in range(4):
        follow(at + (5 + 5 * number) * MINUTE)
        assert told() == steps[: number + 1]
    follow(at + 21 * MINUTE)
    assert told() == steps, "each has five minutes"
    for number in range(20):
        follow(at + (25 + 5 * number) * MINUTE)
    assert told() == [*steps, steps[-1], steps[-1]], "the last one is told three times"
    assert Alert.objects.get().rings_at is None
    assert EventRecord.objects.filter(name="AlertRang").count() == 6


def test_where_nobody_is_on_watch_the_next_step_is_told_at_once(meryem: Member, at: datetime) -> None:
    immediate(at)
    follow(at + 5 * MINUTE)
    assert told() == [("head", "Meryem")]


def test_whoever_is_on_call_for_the_pole_is_told_in_place_of_its_lead(
    rachid: Member, meryem: Member, member: MakeMember, at: datetime
) -> None:
    naima = member("referent", name="Naïma")
    call = [Span(at, at + timedelta(hours=12))]
    governance.plan_turns(member=naima, hours=call, of="MED", by=actor_of(meryem), at=at)
    report = immediate(at)
    assert "MED" in report.poles
    follow(at + 5 * MINUTE)
    assert told() == [("pole_lead", "Naïma")]


def test_without_a_deputy_whoever_comes_next_is_told(
    salma: Member, youssef: Member, meryem: Member, at: datetime
) -> None:
    governance.take_watch(by=actor_of(salma), at=at)
    turn = Span(at + timedelta(hours=8), at + timedelta(hours=16))
    governance.plan_turns(member=youssef, hours=[turn], by=actor_of(meryem), at=at)
    immediate(at)
    follow(at + 5 * MINUTE)
    follow(at + 10 * MINUTE)
    assert told() == [("watch", "Salma"), ("deputy", "Youssef")]


def test_each_is_written_to_and_it_says_nothing_of_whom(
    salma: Member, at: datetime, work: Callable[[], int]
) -> None:
    governance.take_watch(by=actor_of(salma), at=at)
    immediate(at)
    follow(at + 5 * MINUTE)
    work()
    (letter,) = [letter for letter in mail.outbox if letter.to == [salma.email]]
    assert "gare" not in f"{letter.subject}{letter.body}"
    assert "/alerts/" in letter.body
    notice = Notice.objects.get(channel=Channel.MAIL)
    assert (notice.state, notice.delivered_at is not None) == (NoticeState.DELIVERED, True)


def test_a_letter_that_the_server_refuses_is_shown_so_and_tried_again(
    salma: Member, at: datetime, settings: Any
) -> None:
    governance.take_watch(by=actor_of(salma), at=at)
    immediate(at)
    follow(at + 5 * MINUTE)
    notice = Notice.objects.get(channel=Channel.MAIL)
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(NotSent, match="ConnectionRefusedError"):
        jobs.mail_notice(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (NoticeState.FAILED, "ConnectionRefusedError")
    settings.EMAIL_BACKEND = works
    jobs.mail_notice(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (NoticeState.DELIVERED, "")
    jobs.mail_notice(notice.pk)
    assert len(mail.outbox) == 1


def test_whoever_answers_for_it_spares_the_others_until_it_takes_too_long(
    salma: Member, youssef: Member, meryem: Member, at: datetime
) -> None:
    watch = governance.take_watch(by=actor_of(salma), at=at)
    governance.name_deputy(watch=watch, deputy=youssef, by=actor_of(salma), at=at)
    report = immediate(at)
    follow(at + 5 * MINUTE)
    alert = Alert.objects.get()
    actions.acknowledge(alert=alert, by=actor_of(salma), at=at + 6 * MINUTE)
    with pytest.raises(Refused, match="Salma"):
        actions.acknowledge(alert=alert, by=actor_of(youssef), at=at + 7 * MINUTE)
    letter = Notice.objects.get(channel=Channel.MAIL)
    jobs.mail_notice(letter.pk)
    letter.refresh_from_db()
    assert letter.state == NoticeState.SPARED
    follow(at + 15 * MINUTE)
    assert told() == [("watch", "Salma")]
    follow(at + 16 * MINUTE)
    assert told() == [("watch", "Salma"), ("deputy", "Youssef")]
    alert.refresh_from_db()
    assert alert.state == AlertState.OPEN
    intake.claim(report=report, by=actor_of(youssef), at=at + 17 * MINUTE)
    follow(at + 18 * MINUTE)
    alert.refresh_from_db()
    assert (alert.state, alert.rings_at) == (AlertState.ENDED, None)


def test_time_is_given_for_a_reason_until_an_hour(salma: Member, meryem: Member, at: datetime) -> None:
    governance.take_watch(by=actor_of(salma), at=at)
    immediate(at)
    follow(at + 5 * MINUTE)
    alert, by = Alert.objects.get(), actor_of(salma)
    for said, named in (
        ({"why": "", "until": at + 60 * MINUTE}, "why"),
        ({"why": "planned", "until": None}, "until"),
        ({"why": "planned", "until": at}, "until"),
        ({"why": "planned", "until": at + timedelta(days=40)}, "until"),
    ):
        with pytest.raises(Refused) as refused:
            actions.hold(alert=alert, **said, by=by, at=at + 6 * MINUTE)
        assert refused.value.field == named
    actions.hold(alert=alert, why="planned", until=at + 60 * MINUTE, by=by, at=at + 6 * MINUTE)
    follow(at + 59 * MINUTE)
    assert told() == [("watch", "Salma")]
    follow(at + 60 * MINUTE)
    assert told() == [("watch", "Salma"), ("head", "Meryem")]


def test_whoever_may_not_see_it_is_not_told(
    salma: Member, member: MakeMember, meryem: Member, at: datetime
) -> None:
    """Of a sealed report those alone who hold its compartment are called; to others it is not there."""
    governance.take_watch(by=actor_of(salma), at=at)
    report = immediate(at)
    intake.seal(report=report, compartment="violence", by=SYSTEM, at=at)
    follow(at + 5 * MINUTE)
    alert = Alert.objects.get()
    assert told() == []
    for row in (salma, meryem):
        with pytest.raises(NotVisible):
            actions.acknowledge(alert=alert, by=actor_of(row), at=at + 6 * MINUTE)
        assert not list(queries.overdue(actor_of(row), at=at + 6 * MINUTE, code="unclaimed"))
    governance.give_compartments(member=meryem, codes=["violence"], by=SYSTEM, at=at)
    follow(at + 10 * MINUTE)
    assert told() == [("head", "Meryem")]


def test_only_those_of_the_cell_may(member: MakeMember, salma: Member, at: datetime) -> None:
    governance.take_watch(by=actor_of(salma), at=at)
    immediate(at)
    follow(at + 5 * MINUTE)
    for role in ("field", "partner", "committee", "governor", "administrator", "dpo"):
        with pytest.raises(Forbidden):
            actions.acknowledge(alert=Alert.objects.get(), by=actor_of(member(role)), at=at)


def test_the_same_minute_twice_changes_nothing(salma: Member, at: datetime) -> None:
    governance.take_watch(by=actor_of(salma), at=at)
    immediate(at)
    follow(at + 5 * MINUTE)
    follow(at + 5 * MINUTE)
    assert (Alert.objects.count(), Notice.objects.count()) == (1, 2)
    alert = Alert.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.create(
            code=alert.code,
            of=alert.of,
            row=alert.row,
            since=at,
            due_at=at,
            raised_at=at,
            report=alert.report,
        )


def test_a_deputy_is_somebody_else_who_may_hold_the_watch(
    salma: Member, member: MakeMember, at: datetime
) -> None:
    watch = governance.take_watch(by=actor_of(salma), at=at)
    for wrong in (salma, member("governor")):
        with pytest.raises(Refused) as refused:
            governance.name_deputy(watch=watch, deputy=wrong, by=actor_of(salma), at=at)
        assert refused.value.field == "deputy"
    governance.end_watch(watch=watch, note="", by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        governance.name_deputy(watch=watch, deputy=member("operator"), by=actor_of(salma), at=at)
