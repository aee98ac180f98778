"""The messages of a day: once, in one's language, naming nobody, never empty."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from jaras.alerts import actions, queries
from jaras.alerts.models import Wishes
from jaras.alerts.rules import Part, part_at
from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.cases import actions as cases
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.web.day import digest
from jaras.web.shell.day import end_of
from tests import factories

DAY = timedelta(days=1)
SECRETS = ("Driss", "Alaoui", "coups", "Visite")


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent", name="Karim El Mehdaoui", language="fr")


def planned(by: Member, at: datetime, due_at: datetime) -> None:
    person = factories.person(given_name="Driss", family_name="Alaoui")
    case = factories.case(by=by, at=at, persons=[person])
    factories.diagnosis(case, by=by, at=at)
    case.refresh_from_db()
    cases.plan_next(case=case, what="Visite, coups", who=by, due_at=due_at, by=actor_of(by), at=at)


def lines(message: Any) -> str:
    return f"{message.subject} {message.brief} {message.body}"


@pytest.mark.parametrize(
    ("language", "kind", "why"),
    [("fr", "Prochaine action", "un jour a été donné"), ("ar", "الخطوة المقبلة", "وُعد بيوم")],
)
def test_the_morning_says_kinds_counts_hours_why_and_names_nobody(
    language: str, kind: str, why: str, karim: Member, at: datetime
) -> None:
    for _twice in range(2):
        planned(karim, at, end_of(timezone.localtime(at).date()))
    planned(karim, at, at + DAY)
    with translation.override(language):
        message = digest.written(karim, Part.MORNING, at=at)
    assert message is not None
    assert f"- {kind} (2)" in message.body
    assert why in message.body
    assert "23:59" in message.body
    assert message.path == "/day/"
    assert not any(secret in lines(message) for secret in SECRETS)


def test_the_evening_says_what_was_kept_and_what_comes(karim: Member, at: datetime) -> None:
    by = actor_of(karim)
    bell = bells.ring(what="Coups", who=karim, due_at=at + DAY, role="PIVOT", by=by, at=at)
    bells.finish(bell=bell, evidence="Fait", by=by, at=at)
    planned(karim, at, at + DAY)
    with translation.override("fr"):
        message = digest.written(karim, Part.EVENING, at=at)
    assert message is not None
    assert "1 cloche tenue aujourd’hui." in message.body
    assert "Demain" in message.body
    Bell.objects.update(ended_at=at - DAY)
    with translation.override("fr"):
        later = digest.written(karim, Part.EVENING, at=at)
    assert later is not None
    assert "tenue" not in later.body


@pytest.mark.parametrize("part", Part)
def test_nothing_to_say_is_no_message(part: Part, karim: Member, at: datetime) -> None:
    assert digest.written(karim, part, at=at) is None


def test_each_is_told_once_a_day_in_their_language(
    karim: Member, member: Callable[..., Member], work: Callable[[], int]
) -> None:
    at = timezone.now()
    today = timezone.localtime(at).date()
    planned(karim, at, end_of(today))
    factories.member("governor")  # nothing waits for them
    for _again in range(2):
        for each in list(queries.to_tell(Part.MORNING, today, verb="bells.ring")):
            if actions.tell_day(member=each, part=Part.MORNING, day=today, by=SYSTEM, at=at):
                digest.tell(each.pk, Part.MORNING, today.isoformat())
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([karim.email], "Votre journée")
    assert letter.body.count("/day/") == 1
    digest.tell(karim.pk, Part.MORNING, (today - DAY).isoformat())  # the queue was long: another day
    assert len(mail.outbox) == 1
    assert karim in queries.to_tell(Part.EVENING, today, verb="bells.ring")
    assert karim in queries.to_tell(Part.MORNING, today + DAY, verb="bells.ring")


def test_whoever_wishes_none_is_left_in_peace(karim: Member, at: datetime) -> None:
    said: dict[str, Any] = {"way": "mail", "notices": True, "morning": False, "evening": True}
    actions.wish(**said, by=actor_of(karim), at=at)
    assert list(queries.to_tell(Part.MORNING, at.date(), verb="bells.ring")) == []
    assert list(queries.to_tell(Part.EVENING, at.date(), verb="bells.ring")) == [karim]
    assert list(queries.to_tell(Part.EVENING, at.date(), verb="nobody.may")) == [karim]  # they chose it


def hours() -> Iterator[tuple[time, Part | None]]:
    yield from ((time(6, 59), None), (time(7), Part.MORNING), (time(9, 59), Part.MORNING), (time(10), None))
    yield from ((time(18, 29), None), (time(18, 30), Part.EVENING), (time(21, 30), None))


@pytest.mark.parametrize(("clock", "part"), list(hours()))
def test_each_leaves_at_its_hour(clock: time, part: Part | None) -> None:
    assert part_at(clock) is part


@pytest.mark.parametrize(
    ("moment", "hour"),
    [(datetime(2026, 2, 10, 6, 5, tzinfo=UTC), 7), (datetime(2026, 2, 20, 7, 5, tzinfo=UTC), 7)],
)
def test_ramadan_moves_the_clock_and_the_morning_with_it(moment: datetime, hour: int) -> None:
    local = timezone.localtime(moment)
    assert (local.hour, part_at(local.time())) == (hour, Part.MORNING)


def test_one_s_wishes_are_kept_and_shown(karim: Member, sign_in: Callable[[Member], Client]) -> None:
    browser = sign_in(karim)
    assert "/account/messages/" in browser.get("/account/").content.decode()
    page = browser.get("/account/messages/").content.decode()
    assert page.count("checked") == 4  # by e-mail, morning, evening, at once
    assert browser.post("/account/messages/", {"way": "pigeon", "morning": "on"}).status_code == 400
    assert browser.post("/account/messages/", {"way": "push", "evening": "on"}).status_code == 302
    kept = Wishes.objects.get()
    assert (kept.way, kept.notices, kept.morning, kept.evening) == ("push", False, False, True)


def test_one_is_told_of_no_day_twice_even_by_two_workers(karim: Member, at: datetime) -> None:
    day = date(2026, 11, 25)
    told = [actions.tell_day(member=karim, part=Part.MORNING, day=day, by=SYSTEM, at=at) for _ in range(2)]
    assert told == [True, False]
