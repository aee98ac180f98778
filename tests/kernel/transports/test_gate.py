"""The one door: what the guard says happens, each message that left has its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from jaras.kernel import transports
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Dispatch
from jaras.kernel.transports import NotSent, Outbound, Receipt, Stopped, Terms, Went
from jaras.kernel.transports.registry import _known

pytestmark = pytest.mark.django_db


@dataclass
class Pigeon:
    """A way that writes down what it was given."""

    channel: str = "sms"
    ready: bool = True
    sent: list[Outbound] = field(default_factory=list)

    def send(self, message: Outbound) -> Receipt:
        self.sent.append(message)
        return Receipt(f"pigeon-{len(self.sent)}", parts=2)

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        return Terms()


@pytest.fixture
def pigeon() -> Iterator[Pigeon]:
    before = dict(_known)
    bird = Pigeon()
    transports.register(bird)
    yield bird
    _known.clear()
    _known.update(before)


def words(**more: Any) -> Outbound:
    said: dict[str, Any] = {"channel": "sms", "to": "+212600000001", "text": "Nous venons."}
    return Outbound(**(said | {"topic": "acknowledgement", "about": ("reply", 7)} | more))


def mark(which: str, at: datetime, *, address: str = "06 00 00 00 01") -> None:
    who = transports.identity("whatsapp", address)
    transports.put_mark(who=who, channel="whatsapp", mark=which, by=SYSTEM, at=at)


def test_what_left_has_a_line_without_its_address(pigeon: Pigeon, at: datetime) -> None:
    transports.send(words(), at=at)
    line = Dispatch.objects.get()
    assert (line.external_id, line.about, line.about_id, line.parts) == ("pigeon-1", "reply", 7, 2)
    assert "600000001" not in str(vars(line))


def test_a_number_marked_on_one_channel_is_marked_on_all(pigeon: Pigeon, at: datetime) -> None:
    mark("never", at)
    with pytest.raises(Stopped, match="never"):
        transports.send(words(), at=at)
    assert not pigeon.sent
    assert not Dispatch.objects.exists()


def test_a_lifted_mark_holds_no_more(pigeon: Pigeon, at: datetime) -> None:
    mark("never", at)
    who = transports.identity("sms", "+212600000001")
    assert transports.lift_mark(who=who, mark="never", by=SYSTEM, at=at) == 1
    transports.send(words(), at=at)
    assert len(pigeon.sent) == 1


def test_neutral_words_take_the_place_of_all_others(pigeon: Pigeon, at: datetime) -> None:
    mark("neutral", at)
    transports.send(words(neutral="Bonjour, merci de rappeler."), at=at)
    assert [each.text for each in pigeon.sent] == ["Bonjour, merci de rappeler."]
    assert Dispatch.objects.get().neutral
    transports.send(words(template="answer_waits"), at=at)
    assert pigeon.sent[1].template == "answer_waits", "anybody may read a template"
    with pytest.raises(Stopped, match="neutral"):
        transports.send(words(), at=at)


def test_a_day_of_acknowledgements_is_counted(pigeon: Pigeon, at: datetime) -> None:
    for minute in range(3):
        transports.send(words(), at=at + timedelta(minutes=minute))
    with pytest.raises(transports.Held):
        transports.send(words(), at=at + timedelta(minutes=5))
    transports.send(words(), at=at + timedelta(hours=25))
    assert len(pigeon.sent) == 4


def test_a_channel_that_is_not_set_up_says_so(pigeon: Pigeon, at: datetime) -> None:
    pigeon.ready = False
    with pytest.raises(NotSent, match="not_set_up"):
        transports.send(words(), at=at)
    with pytest.raises(NotSent, match="not_set_up"):
        transports.send(words(channel="pneumatic"), at=at)


def test_what_a_channel_tells_comes_to_whom_it_concerns(pigeon: Pigeon, at: datetime) -> None:
    heard: list[tuple[int, str]] = []
    transports.follow("parcel", lambda number, *, went, **_more: heard.append((number, went)))
    transports.send(words(about=("parcel", 12)), at=at)
    assert transports.told("sms", "pigeon-1", Went.DELIVERED, at=at)
    assert not transports.told("sms", "another", Went.DELIVERED, at=at)
    assert heard == [(12, "delivered")]


def test_letters_leave_by_the_same_door(at: datetime) -> None:
    letter = mail.EmailMessage("Bonjour", "Un mot.", to=["amina@example.org"])
    who = transports.identity("email", "Amina@Example.org")
    transports.put_mark(who=who, channel="email", mark="never", by=SYSTEM, at=at)
    with pytest.raises(Stopped):
        transports.letter(letter, topic="progress", about=("answer", 1), at=at)
    assert not mail.outbox
    transports.letter(letter, topic="account", about=("member", 1), at=at)
    assert [each.body for each in mail.outbox] == ["Un mot."]
