"""Calls: the number that rings, the form that opens with what is known of it, the call that was missed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from jaras.conversations import actions
from jaras.conversations.models import Conversation, Heard, Note
from jaras.conversations.rules import Incoming, Kind
from jaras.governance.models import Member
from jaras.intake.models import Report
from tests import factories

pytestmark = pytest.mark.django_db
NUMBER = "+212600000042"


@pytest.fixture
def salma(member: Callable[..., Member]) -> Member:
    return member("operator")


def call(event: str, at: datetime, **more: Any) -> Heard:
    told: dict[str, Any] = {
        "external_id": f"c1:{event}",
        "address": NUMBER,
        "at": at,
        "kind": Kind.CALL,
        "words": event,
        "raw": {"event": event, "call_id": "c1"},
        "context": {"event": event, "call_id": "c1"},
    }
    return actions.arrive(channel="telephone", incoming=Incoming(**(told | more)), at=at)


def shown(client: Client, name: str, *arguments: int, **asked: str) -> str:
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_call_rings_on_the_desk_until_somebody_answers(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    client = sign_in(salma)
    assert "ringing" in shown(client, "desk")
    with time_machine.travel(at, tick=False):
        call("ringing", at)
        assert "600000042" in shown(client, "ringing")
        call("answered", at)
        assert "600000042" not in shown(client, "ringing")


def test_the_form_opens_with_the_history_of_the_number(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    factories.report(by=salma, at=at, words="Une dame dort dehors", reporter_telephone="06 00 00 00 42")
    factories.person(by=salma, given_name="Amina", telephone="0600000042")
    call("ringing", at)
    page = shown(sign_in(salma), "call", telephone=NUMBER)
    assert f'value="{NUMBER}"' in page
    assert "Une dame dort dehors" in page
    assert "Amina" in page
    assert reverse("conversation", args=[Conversation.objects.get().pk]) in page


@pytest.mark.parametrize("typed", ["<script>", "abc", "+212600000099"])
def test_an_unknown_number_opens_the_same_form(
    sign_in: Callable[[Member], Client], salma: Member, typed: str
) -> None:
    assert "<script>abc" not in shown(sign_in(salma), "call", telephone=typed)


def test_a_missed_call_is_a_task_until_somebody_reached_them(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    talk = call("missed", at).conversation
    assert not Report.objects.exists()
    client = sign_in(salma)
    assert "600000042" in shown(client, "inbox")
    client.post(reverse("conversation_called", args=[talk.pk]), {"reached": "no"})
    talk.refresh_from_db()
    assert talk.state == "waiting"
    client.post(reverse("conversation_called", args=[talk.pk]), {"reached": "yes"})
    talk.refresh_from_db()
    assert (talk.state, Note.objects.count()) == ("answered", 2)


def test_the_report_of_a_call_belongs_to_the_number(salma: Member, at: datetime) -> None:
    talk = call("missed", at).conversation
    report = factories.report(by=salma, at=at, reporter_telephone="06 00 00 00 42", channel="TEL")
    talk.refresh_from_db()
    assert (talk.report, talk.state) == (report, "answered")


def test_what_was_not_agreed_to_is_said(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    talk = call("recording", at).conversation
    assert "sans son accord" in shown(sign_in(salma), "conversation", talk.pk)
