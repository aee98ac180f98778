"""Appointments: planned, amended, settled, with whoever goes along reminded in time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone, translation

from jaras.care import actions, jobs, queries
from jaras.care.models import Appointment, Intervention, Need
from jaras.care.queries import day
from jaras.care.rules import APPOINTMENT
from jaras.care.rules.appointments import reminder_due
from jaras.cases import actions as cases
from jaras.cases.models import Case, Membership, TimelineEntry
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from tests import factories

MakeMember = Callable[..., Member]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("field", name="Karim")


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


@pytest.fixture
def case(salma: Member, at: datetime) -> Case:
    return factories.case(by=salma, at=at)


def plan(case: Case, by: Actor, at: datetime, **said: Any) -> Appointment:
    told: dict[str, Any] = {"what": "Consultation au CHP", "starts_at": at + 2 * DAY} | said
    return actions.plan_appointment(case=case, by=by, at=at, **told)


def test_an_appointment_is_told_in_its_case(case: Case, by: Actor, at: datetime) -> None:
    person, place = case.persons.get(), factories.organisation()
    made = plan(case, by, at, person=person, organisation=place, place_text="Service social")
    assert (made.state, made.person, made.organisation, made.reminder) == ("planned", person, place, "none")
    line = TimelineEntry.objects.get(case=case, kind="appointment")
    assert (line.data["what"], line.data["state"]) == ("Consultation au CHP", "planned")
    assert EventRecord.objects.get(name="AppointmentPlanned").data["case_id"] == case.pk


def test_the_same_form_sent_twice_plans_once(case: Case, by: Actor, at: datetime) -> None:
    assert plan(case, by, at, key="k") == plan(case, by, at, key="k")
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "x" * 301}, "what"),
        ({"starts_at": None}, "starts_at"),
        ({"starts_at": datetime(2026, 11, 24, tzinfo=UTC)}, "starts_at"),
        ({"starts_at": datetime(2029, 1, 1, tzinfo=UTC)}, "starts_at"),
        ({"reminder": "pigeon"}, "reminder"),
        ({"reminder": "companion"}, "companion"),
        ({"place_text": "x" * 201}, "place_text"),
    ],
)
def test_what_cannot_be_right_names_its_field(
    said: dict[str, Any], field: str, case: Case, by: Actor, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        plan(case, by, at, **said)
    assert (refusal.value.field, Appointment.objects.count()) == (field, 0)


def test_person_and_need_are_of_the_case(case: Case, salma: Member, by: Actor, at: datetime) -> None:
    elsewhere = factories.case(by=salma, at=at)
    need = Need.objects.create(case=elsewhere, service="ACC-HEB", pole="ACC", at=at)
    for said in ({"person": elsewhere.persons.get()}, {"need": need}):
        with pytest.raises(Refused, match="not of this case"):
            plan(case, by, at, **said)


def test_nobody_is_expected_in_a_case_that_ended(case: Case, by: Actor, at: datetime) -> None:
    cases.move_case(case=case, verb="transfer_out", reason="Safi", by=by, at=at)
    with pytest.raises(Refused, match="not followed any more"):
        plan(case, by, at)


def test_who_does_not_see_the_case_plans_nothing(case: Case, member: MakeMember, at: datetime) -> None:
    with pytest.raises(NotVisible):
        plan(case, actor_of(member("field")), at)
    with pytest.raises(Forbidden):
        plan(case, actor_of(member("partner")), at)


def test_whoever_goes_along_sees_where_to_go(case: Case, by: Actor, karim: Member, at: datetime) -> None:
    made = plan(case, by, at, companion=karim, reminder="companion")
    assert Membership.objects.current().filter(case=case, member=karim).exists()
    assert list(Appointment.objects.visible_to(actor_of(karim))) == [made]
    karim.is_active = False
    with pytest.raises(Refused, match="suspended"):
        plan(case, by, at, companion=karim)


# --- changed, settled --------------------------------------------------------------------------


def test_another_hour_forgets_the_reminder(case: Case, by: Actor, karim: Member, at: datetime) -> None:
    made = plan(case, by, at, companion=karim, reminder="companion")
    Appointment.objects.filter(pk=made.pk).update(reminded_at=at)
    made.refresh_from_db()
    actions.amend_appointment(appointment=made, starts_at=at + 5 * DAY, by=by, at=at)
    now = Appointment.objects.get(pk=made.pk)
    assert (now.starts_at, now.reminded_at, now.companion) == (at + 5 * DAY, None, karim)
    assert EventRecord.objects.get(name="AppointmentAmended").data["fields"] == ["starts_at"]


def test_of_two_who_amend_the_second_is_told(case: Case, by: Actor, at: datetime) -> None:
    made = plan(case, by, at)
    mine, theirs = Appointment.objects.get(pk=made.pk), Appointment.objects.get(pk=made.pk)
    actions.amend_appointment(appointment=theirs, place_text="Porte B", by=by, at=at)
    with pytest.raises(Conflict):
        actions.amend_appointment(appointment=mine, place_text="Porte C", by=by, at=at)


@pytest.mark.parametrize("move", APPOINTMENT.moves, ids=lambda move: move.verb)
def test_each_outcome_is_written_once(move: Any, case: Case, by: Actor, at: datetime) -> None:
    made, then = plan(case, by, at), at + 2 * DAY
    actions.settle_appointment(appointment=made, verb=move.verb, words="Le car", by=by, at=then)
    assert (Appointment.objects.get().state, Appointment.objects.get().outcome) == (move.target, "Le car")
    with pytest.raises(IllegalMove):
        actions.settle_appointment(appointment=made, verb=move.verb, words="Le car", by=by, at=then)
    with pytest.raises(Refused, match="written already"):
        actions.amend_appointment(appointment=made, what="Autre", by=by, at=then)


def test_who_did_not_come_has_a_reason(case: Case, by: Actor, at: datetime) -> None:
    made = plan(case, by, at)
    with pytest.raises(ReasonMissing):
        actions.settle_appointment(appointment=made, verb="miss", by=by, at=at + 2 * DAY)
    with pytest.raises(Refused, match="not come yet"):
        actions.settle_appointment(appointment=made, verb="come", by=by, at=at)


def test_an_accompaniment_counts_if_somebody_says_so(case: Case, by: Actor, at: datetime) -> None:
    made, other = plan(case, by, at, place_text="CHP"), plan(case, by, at)
    then = made.starts_at + HOUR
    actions.settle_appointment(appointment=other, verb="come", by=by, at=then)
    assert Intervention.objects.count() == 0
    actions.settle_appointment(appointment=made, verb="come", counts_as="MED-CONS", by=by, at=then)
    counted = Intervention.objects.get()
    assert (counted.code, counted.state, counted.at) == ("MED-CONS", "done", made.starts_at)
    assert (counted.place_text, counted.source) == ("CHP", f"appointment:{made.pk}")


# --- what is read ------------------------------------------------------------------------------


def test_what_is_to_come_what_waits_for_its_outcome_whom_to_call(
    case: Case, salma: Member, by: Actor, member: MakeMember, at: datetime
) -> None:
    soon, late = plan(case, by, at, starts_at=at + HOUR), plan(case, by, at, starts_at=at + 9 * DAY)
    call = plan(case, by, at, starts_at=at + DAY, reminder="call", person=case.persons.get())
    other = actor_of(member("field"))
    assert queries.of_case_ahead(case, by) == [soon, call, late]
    assert queries.of_case_ahead(case, other) == []
    assert day.hours(by, at + 2 * DAY, False) == [soon, call]
    assert day.hours(other, at + 2 * DAY, True) == []
    actions.settle_appointment(appointment=soon, verb="come", by=by, at=at + 2 * HOUR)
    assert day.hours(by, at + 2 * DAY, False) == [call]
    assert queries.of_case_settled(case, by).rows == [soon]


# --- reminders ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours_before", "planned_before", "reminded_before", "due"),
    [
        (25, 72, None, False),
        (24, 72, None, True),
        (20, 72, 24, False),
        (2, 72, 24, True),
        (1, 72, 2, False),
        (20, 20, None, False),  # planned this morning for tonight
        (2, 20, None, True),
        (0, 72, None, False),
    ],
)
def test_the_day_before_then_two_hours_before(
    hours_before: int, planned_before: int, reminded_before: int | None, due: bool, at: datetime
) -> None:
    asked = reminder_due(
        starts_at=at,
        planned_at=at - planned_before * HOUR,
        reminded_at=None if reminded_before is None else at - reminded_before * HOUR,
        at=at - hours_before * HOUR,
    )
    assert asked is due


def test_a_reminder_names_nobody_no_place(
    case: Case, by: Actor, karim: Member, work: Callable[[], int], at: datetime
) -> None:
    person = case.persons.get()
    made = plan(
        case,
        by,
        at,
        what="Psychiatre",
        companion=karim,
        reminder="companion",
        person=person,
        place_text="CHP",
    )
    work()
    mail.outbox.clear()
    assert actions.remind_companion(appointment=made, by=SYSTEM, at=at + DAY)
    assert not actions.remind_companion(appointment=made, by=SYSTEM, at=at + DAY)  # another worker
    work()
    letter = mail.outbox[0]
    assert (len(mail.outbox), letter.to) == (1, [karim.email])
    assert f"/cases/{case.pk}/appointments/" in letter.body
    for secret in (person.label, "Psychiatre", "CHP", karim.name):
        assert secret not in f"{letter.subject}{letter.body}"


def test_nobody_is_reminded_of_what_is_cancelled(
    case: Case, by: Actor, karim: Member, work: Callable[[], int], at: datetime
) -> None:
    made = plan(case, by, at, companion=karim, reminder="companion")
    actions.remind_companion(appointment=made, by=SYSTEM, at=at + DAY)
    made.refresh_from_db()
    actions.settle_appointment(appointment=made, verb="cancel", words="Reporté", by=by, at=at + DAY)
    mail.outbox.clear()
    work()
    assert mail.outbox == []


def test_the_clock_reminds_what_is_due(case: Case, by: Actor, karim: Member, work: Callable[[], int]) -> None:
    now = timezone.now()
    due = plan(case, by, now - 3 * DAY, starts_at=now + 20 * HOUR, companion=karim, reminder="companion")
    plan(case, by, now - 3 * DAY, starts_at=now + 20 * HOUR, companion=karim)
    work()
    mail.outbox.clear()
    jobs.remind_companions()
    jobs.remind_companions()
    work()
    assert (len(mail.outbox), Appointment.objects.exclude(reminded_at=None).get()) == (1, due)


def test_once_they_know_nobody_has_to_call(case: Case, by: Actor, at: datetime) -> None:
    row = plan(case, by, at, reminder="call")
    actions.note_call(appointment=row, reached=False, words="Messagerie", by=by, at=at)
    assert row.reminded_at is None
    actions.note_call(appointment=row, reached=True, by=by, at=at)
    assert row.reminded_at == at
    with pytest.raises(Refused):
        actions.note_call(appointment=row, reached=True, by=by, at=at)
    called = [line.data["called"] for line in case.timeline.all() if "called" in line.data]
    assert sorted(called) == [False, True]
    assert EventRecord.objects.filter(name="PersonCalled", subject_id=row.pk).count() == 2


def test_nobody_calls_for_what_asks_no_call_or_has_passed(case: Case, by: Actor, at: datetime) -> None:
    silent = plan(case, by, at)
    passed = plan(case, by, at, reminder="call")
    for row, when in ((silent, at), (passed, passed.starts_at)):
        with pytest.raises(Refused):
            actions.note_call(appointment=row, reached=True, by=by, at=when)
