"""Each kind of what is overdue: found from its minute on, gone once it is put right."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from jaras.alerts import queries
from jaras.alerts.lists import kinds, watched
from jaras.care import actions as care
from jaras.care import queries as referrals
from jaras.care.models import ReferralLetter
from jaras.conversations import actions as conversations
from jaras.conversations.rules import Incoming, Kind
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.actor import SYSTEM
from jaras.outreach import actions as outreach
from jaras.outreach.models import Answer
from jaras.partners import actions as partners
from jaras.territory.rules.working_days import after_working
from tests import factories

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MakeMember = Callable[..., Member]


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim")


def rows(code: str, at: datetime) -> list[int]:
    return [each.row for each in queries.overdue(SYSTEM, at=at, code=code)]


def test_every_kind_that_calls_somebody_has_a_source_and_known_steps() -> None:
    assert {kind.code for kind in kinds()} == {*queries.SOURCES, "deputyless"}
    for kind in watched().values():
        assert all(every > timedelta(0) for every in kind.every.values()) or not kind.steps


def test_a_report_taken_in_peril_without_help(member: MakeMember, at: datetime) -> None:
    salma = member("operator")
    report = intake.receive(channel="WEB", external_id="m", words="Il ne respire plus", at=at).report
    report = intake.claim(report=report, by=actor_of(salma), at=at)
    assert rows("unhelped", at + 9 * MINUTE) == []
    assert rows("unhelped", at + 10 * MINUTE) == [report.pk]
    (found,) = queries.overdue(SYSTEM, at=at + 10 * MINUTE, code="unhelped")
    assert (found.holder_id, found.report_id, found.due_at) == (salma.pk, report.pk, at + 10 * MINUTE)
    assert rows("untriaged", at + 31 * MINUTE) == [report.pk]
    intake.call_help(report=report, number="15", by=actor_of(salma), at=at + 11 * MINUTE)
    assert rows("unhelped", at + HOUR) == []


def test_a_partner_who_was_reminded_then_one_who_gives_no_news(karim: Member, at: datetime) -> None:
    case = factories.case(by=karim, at=at)
    sent = factories.referral(factories.need(case, by=karim, at=at, service="ACC-HEB"), by=karim, at=at)
    assert rows("silent", at + 2 * DAY) == []
    care.remind(referral=sent, by=SYSTEM, at=at + 2 * DAY)
    assert rows("silent", at + 2 * DAY) == [sent.pk]
    by = referrals.partner_of(sent)
    care.accept(referral=sent, by=by, at=at + 2 * DAY)
    assert rows("silent", at + 2 * DAY) == []
    late = at + 17 * DAY
    assert rows("accepted", late) == [sent.pk]
    care.report_back(referral=sent, words="Il est bien arrivé", by=by, at=at + 3 * DAY)
    assert rows("accepted", late) == []


def test_a_case_without_a_step_counts_working_days(karim: Member, at: datetime) -> None:
    """Asked for within 24 hours, opened on a Friday: the week-end does not count."""
    friday = datetime(2026, 11, 27, 9, tzinfo=UTC)
    case = factories.case(by=karim, at=friday, urgency="24H")
    assert rows("planless", friday + DAY) == []
    due = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert rows("planless", due - MINUTE) == []
    assert rows("planless", due) == [case.pk]
    assert rows("undiagnosed", due) == []
    assert rows("undiagnosed", due + DAY) == [case.pk]


@pytest.mark.parametrize(
    ("since", "days", "due"),
    [
        ("2026-11-26T10:00", 1, "2026-11-27T10:00"),  # Thursday, Friday
        ("2026-11-27T10:00", 1, "2026-11-30T10:00"),  # the week-end does not count
        ("2026-11-28T10:00", 1, "2026-12-01T00:00"),  # begun on a Saturday: Monday is its first day
        ("2026-11-24T10:00", 5, "2026-12-01T10:00"),
        ("2026-12-31T10:00", 1, "2027-01-04T10:00"),  # New Year's Day is a holiday
    ],
)
def test_days_of_rest_do_not_count(since: str, days: int, due: str) -> None:
    holidays = {date(2027, 1, 1)}
    found = after_working(datetime.fromisoformat(since), days * DAY, holidays)
    assert found == datetime.fromisoformat(due)


def test_a_review_that_was_promised(karim: Member, at: datetime) -> None:
    project = factories.project(by=karim, at=at, agreed=True)
    day = timezone.localtime(at).date()
    assert project.review_on is not None
    late = at + (project.review_on - day)
    assert rows("review", late) == []
    assert rows("review", late + 4 * DAY) == [project.pk]


def test_messages_that_did_not_leave(karim: Member, at: datetime) -> None:
    report = factories.report(reporter_email="salma@example.org", at=at)
    Answer.objects.all().delete()
    said = outreach.answer(report=report, words="Bonjour", by=SYSTEM, at=at)
    factories.referral(factories.need(factories.case(by=karim, at=at), by=karim, at=at), by=karim, at=at)
    letter = ReferralLetter.objects.get()
    assert rows("undelivered", at + 14 * MINUTE) == []
    assert rows("undelivered", at + 15 * MINUTE) == sorted([said.pk, letter.pk])
    outreach.mailed(said=said, by=SYSTEM, at=at)
    assert rows("undelivered", at + 15 * MINUTE) == [letter.pk]
    care.resend(referral=letter.referral, by=actor_of(karim), at=at + 20 * MINUTE)
    assert letter.pk not in rows("undelivered", at + HOUR), "its link is dead: nobody waits for it"


def test_people_whom_nobody_answers_on_a_channel(karim: Member, at: datetime) -> None:
    peril = Incoming(
        external_id="a", address="+212600000001", at=at, kind=Kind.TEXT, words="Il ne respire plus, vite"
    )
    missed = Incoming(
        external_id="b", address="+212600000002", at=at, kind=Kind.CALL, context={"event": "missed"}
    )
    first = conversations.arrive(channel="whatsapp", incoming=peril, at=at).conversation
    second = conversations.arrive(channel="telephone", incoming=missed, at=at).conversation
    assert rows("unanswered", at + 14 * MINUTE) == []
    assert rows("unanswered", at + 15 * MINUTE) == [first.pk]
    assert rows("unanswered", at + 2 * HOUR) == [first.pk, second.pk]
    said = conversations.reply(conversation=first, words="Le 15 arrive", by=actor_of(karim), at=at)
    assert rows("unanswered", at + 2 * HOUR) == [second.pk]
    conversations.note_failed(said=said, code="131026", by=actor_of(karim), at=at)
    assert rows("undelivered", at + 15 * MINUTE) == [first.pk]


def test_places_that_are_given_back_soon_and_stays_that_end(karim: Member, at: datetime) -> None:
    now, by = timezone.now(), actor_of(karim)
    case = factories.case(by=karim, at=now)
    need = factories.need(case, by=karim, at=now, service="ACC-HEB")
    bed = factories.unit()
    stay = care.hold_place(need=need, unit=bed, until=now + 2 * HOUR, by=by, at=now)
    assert rows("hold", now + 89 * MINUTE) == []
    assert rows("hold", now + 90 * MINUTE) == [stay.pk]
    taken = partners.arrive(occupancy=stay.occupancy, by=by, at=now, due_at=now + 3 * DAY)
    assert rows("hold", now + 2 * HOUR) == []
    assert rows("stay", now + DAY) == []
    assert rows("stay", now + 2 * DAY) == [stay.pk]
    partners.leave(occupancy=taken, reason="home", by=by, at=now + 2 * DAY)
    assert rows("stay", now + 2 * DAY) == []
