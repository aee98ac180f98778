"""Answers go back the way their writer came, in their language."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from jaras.conversations import actions as conversations
from jaras.conversations import jobs
from jaras.conversations.models import Conversation, Heard, Reply
from jaras.conversations.rules import Incoming, Kind
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.outreach import actions
from tests.wires import Wire, strung


@pytest.fixture(autouse=True)
def wire(db: None) -> Iterator[Wire]:
    with strung(Wire()) as line:
        yield line


@pytest.fixture
def salma(member: Callable[..., Member]) -> Actor:
    return actor_of(member("operator"))


def wrote(at: datetime, words: str, number: int = 1, **more: Any) -> Heard:
    said: dict[str, Any] = {"external_id": f"in-{number}", "address": f"+21260000000{number}", "at": at}
    said |= {"kind": Kind.TEXT, "words": words}
    return conversations.arrive(channel="whatsapp", incoming=Incoming(**(said | more)), at=at)


def told(*topics: str) -> list[str]:
    return [each.text for each in Reply.objects.filter(topic__in=topics).order_by("id")]


def test_what_happens_is_told_in_their_language(salma: Actor, at: datetime) -> None:
    report = wrote(at, "كاين واحد الراجل ناعس فالزنقة").report
    assert report is not None
    intake.claim(report=report, by=salma, at=at)
    assert told("progress") == ["أحد أعضاء المداومة يتكفل به."]
    assert Reply.objects.get(topic="progress").by is None


def test_everybody_whose_report_was_joined_is_told(salma: Actor, at: datetime) -> None:
    first = wrote(at, "Un homme dort devant la gare, il a froid").report
    second = wrote(at, "يوجد رجل ينام أمام المحطة وهو يعاني من البرد", number=2).report
    assert first is not None
    assert second is not None
    intake.join(report=second, other=first, by=salma, at=at)
    Reply.objects.all().delete()
    intake.claim(report=Report.objects.get(pk=first.pk), by=salma, at=at)
    assert len(told("progress")) == 2
    assert len({each.conversation_id for each in Reply.objects.all()}) == 2


def test_of_a_sensitive_event_nothing_is_told_but_that_there_is_an_answer(salma: Actor, at: datetime) -> None:
    report = wrote(at, "Le voisin frappe sa femme tous les soirs").report
    assert report is not None
    actions.answer(report=report, words="La dame est à l'abri", by=salma, at=at)
    assert told("answer") == ["Il y a une réponse pour vous."]


def test_whoever_asked_for_silence_is_told_nothing_by_itself(salma: Actor, at: datetime) -> None:
    report = wrote(at, "Un homme dort dehors. Ne me répondez pas").report
    assert report is not None
    intake.claim(report=report, by=salma, at=at)
    assert told("progress") == []
    actions.answer(report=report, words="Merci", by=salma, at=at)
    assert told("answer") == ["Merci"], "a person decided to"


def test_nothing_is_told_by_itself_under_public_words(salma: Actor, at: datetime) -> None:
    report = wrote(at, "Un homme dort devant la gare", kind=Kind.COMMENT, public=True).report
    assert report is not None
    intake.claim(report=report, by=salma, at=at)
    assert not Reply.objects.exists()


def test_the_guard_stands_before_what_is_told_by_itself(wire: Wire, salma: Actor, at: datetime) -> None:
    report = wrote(at, "Un homme dort devant la gare").report
    assert report is not None
    conversations.mark_address(conversation=Conversation.objects.get(), mark="never", by=salma, at=at)
    intake.claim(report=report, by=salma, at=at)
    for said in Reply.objects.all():
        jobs.send_reply(said.pk)
    assert wire.sent == []
    assert {each.state for each in Reply.objects.all()} == {"let_go"}, "nobody wrote it: no task for anybody"
