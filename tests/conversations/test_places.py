"""The staff of a site is asked by text message, answers OK."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from jaras.conversations import actions
from jaras.conversations.rules import Incoming, Kind
from jaras.intake.models import Report
from jaras.partners import jobs
from jaras.partners.models import Site
from tests import factories
from tests.wires import Wire, strung

NUMBER = "+212661000009"


@pytest.fixture
def wire(db: None) -> Iterator[Wire]:
    with strung(Wire(channel="sms")) as line:
        yield line


@pytest.fixture
def site(wire: Wire, at: datetime) -> Site:
    made = factories.site(at=at - timedelta(days=3), name_fr="Foyer Annour", telephone="06 61 00 00 09")
    factories.unit(where=made)
    return made


def answers(words: str, at: datetime, *, number: str = NUMBER) -> None:
    said = Incoming(external_id=f"sms-{words}", address=number, at=at, kind=Kind.TEXT, words=words)
    actions.arrive(channel="sms", incoming=said, at=at)


def test_a_board_that_nobody_confirmed_is_asked_after_once_a_day(
    wire: Wire, site: Site, at: datetime, work: Callable[[], None]
) -> None:
    with time_machine.travel(at, tick=False):
        jobs.ask_sites()
        jobs.ask_sites()
        work()
    assert [each.to for each in wire.sent] == [NUMBER]
    assert "Foyer Annour" in wire.sent[0].text
    assert "/d/" in wire.sent[0].text


@pytest.mark.parametrize("words", ["OK", "نعم", "oui."])
def test_an_ok_confirms_it(site: Site, at: datetime, words: str) -> None:
    answers(words, at)
    site.refresh_from_db()
    assert site.confirmed_at == at
    assert not Report.objects.exists()


def test_other_words_of_the_staff_are_a_report(site: Site, at: datetime) -> None:
    answers("Une femme est devant la porte, nous sommes complets", at)
    site.refresh_from_db()
    assert site.confirmed_at != at
    assert Report.objects.count() == 1


def test_an_ok_of_somebody_else_confirms_nothing(site: Site, at: datetime) -> None:
    answers("OK", at, number="+212661000008")
    site.refresh_from_db()
    assert site.confirmed_at != at


def test_a_confirmed_board_is_left_in_peace(wire: Wire, site: Site, at: datetime) -> None:
    Site.objects.update(confirmed_at=at)
    with time_machine.travel(at + timedelta(hours=5), tick=False):
        jobs.ask_sites()
    assert wire.sent == []
