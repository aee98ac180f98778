"""Alerts reach a telephone by text message where a life is in danger."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from jaras.alerts import jobs
from jaras.alerts.models import Notice
from jaras.alerts.rules import Channel, NoticeState
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel import transports
from jaras.kernel.transports import NotSent, Went
from tests.wires import Wire, strung

MINUTE = timedelta(minutes=1)


@pytest.fixture
def wire(db: None) -> Iterator[Wire]:
    with strung(Wire(channel="sms")) as line:
        yield line


@pytest.fixture
def salma(member: Callable[..., Member], at: datetime) -> Member:
    who = member("operator")
    Member.objects.filter(pk=who.pk).update(telephone="06 11 22 33 44")
    governance.take_watch(by=actor_of(who), at=at)
    return who


def overdue(at: datetime, words: str = "Un homme ne respire plus, venez vite") -> list[Notice]:
    intake.receive(channel="WEB", external_id=f"x{words}", words=words, at=at)
    with time_machine.travel(at + 90 * MINUTE, tick=False):
        jobs.follow()
    return list(Notice.objects.filter(channel=Channel.SMS))


def test_a_life_in_danger_is_told_by_text_message(wire: Wire, salma: Member, at: datetime) -> None:
    (notice,) = overdue(at)
    jobs.text_notice(notice.pk)
    jobs.text_notice(notice.pk)
    assert [each.to for each in wire.sent] == ["+212611223344"]
    assert "respire" not in wire.sent[0].text, "never about whom"
    notice.refresh_from_db()
    assert notice.state == NoticeState.DELIVERED


def test_what_can_wait_costs_no_text_message(wire: Wire, salma: Member, at: datetime) -> None:
    assert overdue(at, "Les poubelles débordent depuis une semaine") == []


def test_a_copy_without_a_gateway_sends_none(salma: Member, settings: Any, at: datetime) -> None:
    settings.CHANNELS = {}
    assert overdue(at) == []


def test_a_refused_text_message_says_why_and_is_tried_again(wire: Wire, salma: Member, at: datetime) -> None:
    (notice,) = overdue(at)
    wire.fault = NotSent("busy", again=MINUTE)
    with pytest.raises(NotSent):
        jobs.text_notice(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (NoticeState.FAILED, "busy")
    wire.fault = None
    jobs.text_notice(notice.pk)
    transports.told("sms", "ours-1", Went.FAILED, at=at, code="2")
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (NoticeState.FAILED, "2")
