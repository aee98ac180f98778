"""One message, by one way: on a device by day, by letter where none takes it or at night."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail

from jaras.alerts import actions, jobs
from jaras.governance.models import Member, actor_of
from tests.alerts.browser import Browser
from tests.hooks.receiver import Receiver, receiving

DAY, NIGHT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC), datetime(2026, 11, 25, 23, 0, tzinfo=UTC)
MESSAGE = jobs.Message(subject="S", brief="B", body="Whole", path="/bells/1/", tag="t-1")


@pytest.fixture
def service() -> Iterator[Receiver]:
    with receiving() as receiver:
        receiver.answers = [201]
        yield receiver


@pytest.fixture
def salma(member: Callable[..., Member], service: Receiver) -> Member:
    salma = member("operator", name="Salma")
    by = actor_of(salma)
    actions.add_device(**Browser(service.address).told(), name="Chrome", by=by, at=DAY)
    actions.wish(way="push", notices=True, morning=True, evening=True, by=by, at=DAY)
    return salma


@pytest.mark.parametrize(
    ("moment", "answer", "pushed", "letters"), [(DAY, 201, 1, 0), (DAY, 500, 1, 1), (NIGHT, 201, 0, 1)]
)
def test_each_hour_has_its_way(
    moment: datetime, answer: int, pushed: int, letters: int, salma: Member, service: Receiver
) -> None:
    service.answers = [answer]
    with time_machine.travel(moment, tick=False):
        jobs.tell(salma, MESSAGE, about=("digest", salma.pk))
    assert (len(service.came), len(mail.outbox)) == (pushed, letters)
