"""Messages to a real receiver on this machine: signed, tried again, never lost."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_q.models import OrmQ

from jaras.governance.models import Member
from jaras.hooks import actions, jobs, queries
from jaras.hooks.actions import Registered
from jaras.hooks.lists import kinds, kinds_by_event
from jaras.hooks.models import Delivery, Hook, Try
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from tests import factories
from tests.hooks.receiver import Receiver, genuine

Work = Callable[[], int]


@pytest.fixture
def salma(member: Callable[..., Member]) -> Member:
    return member("operator")


def make_due() -> None:
    Delivery.objects.filter(state="waiting").update(next_at=timezone.now() - timedelta(seconds=1))


def told(receiver: Receiver) -> list[str]:
    return [json.loads(body)["type"] for _headers, body in receiver.came]


def test_what_happens_arrives_signed_without_a_word(
    listening: Registered, receiver: Receiver, salma: Member, work: Work
) -> None:
    report = factories.report(by=salma, who="Driss Alaoui", place_text="Gare routière")
    work()
    assert told(receiver) == ["report.received"]
    headers, body = receiver.came[0]
    assert genuine(headers, body, listening.secret)
    assert not genuine(headers, body + b" ", listening.secret)
    assert headers["webhook-id"] == Delivery.objects.get().message_id
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    said = json.loads(body)
    assert set(said) == {"type", "timestamp", "data"}
    assert said["data"] == {"report_id": report.pk, "channel": "TEL", "urgency": report.urgency}
    assert not any(word in body.decode() for word in ("Driss", "Alaoui", "froid", "Gare", "Salma"))
    kept = Try.objects.get()
    assert (kept.status, len(kept.answer), Delivery.objects.get().state) == (200, 200, "delivered")


def test_of_a_restricted_case_nothing_leaves(
    listening: Registered, receiver: Receiver, salma: Member, work: Work
) -> None:
    case = factories.case(by=salma, restricted=True)
    work()
    before = len(receiver.came)
    factories.intervention(by=salma, case=case)
    factories.referral(factories.need(case, by=salma), by=salma)
    work()
    assert told(receiver)[before:] == []


def test_a_message_that_is_not_taken_is_tried_again_later(
    listening: Registered, receiver: Receiver, salma: Member, work: Work
) -> None:
    receiver.answers = [500, 302, 200]
    factories.report(by=salma)
    work()
    first = Delivery.objects.get()
    assert (first.state, first.tries) == ("waiting", 1)
    assert first.next_at is not None
    assert timedelta(seconds=50) < first.next_at - timezone.now() < timedelta(seconds=70)
    jobs.due()
    assert (work(), len(receiver.came)) == (0, 1)
    for _time in range(2):
        make_due()
        jobs.due()
        work()
    assert (Delivery.objects.get().state, len(receiver.came)) == ("delivered", 3)
    assert len({headers["webhook-id"] for headers, _body in receiver.came}) == 1
    assert Hook.objects.get().failing_since is None


def test_a_redirect_is_not_followed(
    listening: Registered, receiver: Receiver, salma: Member, work: Work
) -> None:
    receiver.answers, receiver.location = [307], receiver.address
    factories.report(by=salma)
    work()
    assert (len(receiver.came), Try.objects.get().status) == (1, 307)


def test_after_eight_tries_it_is_given_up_then_sent_again_by_hand(
    listening: Registered, receiver: Receiver, salma: Member, work: Work, administrator: Actor
) -> None:
    receiver.answers = [503] * 8 + [200]
    factories.report(by=salma)
    work()
    for _time in range(7):
        make_due()
        jobs.due()
        work()
    given_up = Delivery.objects.get()
    assert (given_up.state, given_up.tries, given_up.next_at) == ("given_up", 8, None)
    actions.send_again(delivery=given_up, by=administrator, at=timezone.now())
    work()
    assert (Delivery.objects.get().state, Try.objects.count()) == ("delivered", 9)


def test_a_minute_takes_some_of_many_the_oldest_first(listening: Registered, salma: Member) -> None:
    for _each in range(4):
        factories.report(by=salma)
    make_due()
    waiting = list(Delivery.objects.order_by("next_at", "id").values_list("pk", flat=True))
    assert queries.due(timezone.now(), most=3) == waiting[:3]
    Hook.objects.update(failing_since=timezone.now())
    assert queries.due(timezone.now(), most=100) == waiting[: queries.AT_ONCE]


def test_a_worker_killed_in_the_middle_loses_nothing(
    listening: Registered, receiver: Receiver, salma: Member, work: Work
) -> None:
    factories.report(by=salma)
    delivery, at = Delivery.objects.get(), timezone.now()
    assert actions.begin(delivery_id=delivery.pk, by=SYSTEM, at=at) is not None
    assert actions.begin(delivery_id=delivery.pk, by=SYSTEM, at=at) is None  # two workers, one try
    OrmQ.objects.all().delete()  # the job died with its worker
    assert queries.due(at) == []
    assert queries.due(at + timedelta(minutes=3)) == [delivery.pk]
    make_due()
    jobs.due()
    work()
    assert (len(receiver.came), Delivery.objects.get().state) == (1, "delivered")


def test_whoever_is_silent_for_days_is_told_no_more_and_administrators_are(
    listening: Registered, receiver: Receiver, salma: Member, work: Work, administrator: Actor
) -> None:
    receiver.answers = [500, 500, 200]
    factories.report(by=salma)
    work()
    Hook.objects.update(failing_since=timezone.now() - timedelta(days=4))
    make_due()
    jobs.due()
    work()
    hook = Hook.objects.get()
    assert hook.state == "silent"
    assert [letter.to for letter in mail.outbox] == [
        [Member.objects.get(pk=administrator.member_id or 0).email]
    ]
    assert "Observatoire" in mail.outbox[0].body
    make_due()
    jobs.due()
    assert work() == 0
    actions.move(hook=hook, verb="resume", by=administrator, at=timezone.now())
    jobs.due()
    work()
    assert Delivery.objects.get().state == "delivered"


def test_an_address_that_says_it_is_gone_is_told_no_more(
    listening: Registered, receiver: Receiver, salma: Member, work: Work
) -> None:
    receiver.answers = [410]
    factories.report(by=salma)
    work()
    assert Hook.objects.get().state == "silent"


def test_both_secrets_sign_while_one_replaces_the_other(
    listening: Registered, receiver: Receiver, work: Work, administrator: Actor
) -> None:
    fresh = actions.change_secret(hook=Hook.objects.get(), by=administrator, at=timezone.now())
    actions.send_test(hook=Hook.objects.get(), by=administrator, at=timezone.now())
    work()
    assert fresh.secret != listening.secret
    assert genuine(*receiver.came[0], fresh.secret)
    assert genuine(*receiver.came[0], listening.secret)
    Hook.objects.update(old_until=timezone.now() - timedelta(seconds=1))
    actions.send_test(hook=Hook.objects.get(), by=administrator, at=timezone.now())
    work()
    assert genuine(*receiver.came[1], fresh.secret)
    assert not genuine(*receiver.came[1], listening.secret)


def test_in_a_real_house_a_name_that_leads_inside_is_not_asked(
    listening: Registered, receiver: Receiver, salma: Member, work: Work, settings: Any
) -> None:
    settings.MODE = "real"
    factories.report(by=salma)
    work()
    assert (Try.objects.get().fault, receiver.came) == ("private", [])


def test_nobody_there_is_told_so(
    listening: Registered, receiver: Receiver, salma: Member, work: Work
) -> None:
    Hook.objects.update(address="http://127.0.0.1:1/")
    factories.report(by=salma)
    work()
    assert Try.objects.get().fault == "unreachable"


def test_what_nobody_listens_to_costs_no_query(
    db: None, salma: Member, at: datetime, django_assert_num_queries: Any
) -> None:
    queries.wanted()
    event = next(iter(kinds_by_event()))
    with django_assert_num_queries(0):
        actions.tell(published=[event(**_some(event))], by=SYSTEM, at=at)
    assert not Delivery.objects.exists()


def _some(event: Any) -> dict[str, Any]:
    return {field.name: 1 for field in fields(event)}


def test_every_field_that_leaves_is_a_number_a_code_a_state_or_a_day() -> None:
    leaving = {field for item in kinds() for field in item["fields"]}
    plain = {
        "channel",
        "urgency",
        "kind",
        "verb",
        "state",
        "before",
        "stage",
        "service",
        "pole",
        "code",
        "day",
    }
    assert {field for field in leaving if not field.endswith("_id")} <= plain
    assert not leaving & {"person_id", "member_id", "message_id", "file_id"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a" * 121}, "name"),
        ({"address": "http://example.org"}, "address"),
        ({"address": "https://10.0.0.1/"}, "address"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["person.named"]}, "kinds"),
    ],
)
def test_what_cannot_be_registered_is_told(
    change: dict[str, Any], field: str, administrator: Actor, at: datetime
) -> None:
    said: dict[str, Any] = {"name": "A", "address": "https://example.org/", "kinds": ["case.opened"]} | change
    with pytest.raises(Refused) as refused:
        actions.register(**said, by=administrator, at=at)
    assert refused.value.field == field
    assert not Hook.objects.exists()


def test_the_table_of_the_database_holds_no_secret(listening: Registered) -> None:
    kept = str(Hook.objects.values().get())
    assert listening.secret not in kept
    assert listening.secret.removeprefix("whsec_") not in kept
