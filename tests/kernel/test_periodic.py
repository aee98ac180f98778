"""Work that comes round again is in the timetable of the worker, as the code names it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from importlib import import_module

import pytest
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule
from django_q.scheduler import scheduler

from jaras.kernel import periodic

JOB = "jaras.kernel.periodic.registered"
NIGHTLY = "jaras.kernel.periodic.keep_timetable"


@pytest.fixture
def hourly(db: None) -> Iterator[None]:
    kept = dict(periodic._known)
    periodic.every(timedelta(hours=1), JOB, "Reads the timetable")
    yield
    periodic._known.clear()
    periodic._known.update(kept)


@pytest.mark.usefixtures("hourly")
def test_a_job_is_in_the_timetable_once() -> None:
    periodic.keep_timetable()
    periodic.keep_timetable()
    row = Schedule.objects.get(name=JOB)
    assert (row.func, row.schedule_type, row.minutes, row.repeats) == (JOB, Schedule.MINUTES, 60, -1)


@pytest.mark.usefixtures("hourly")
def test_another_pace_keeps_the_hour_of_the_next_run() -> None:
    periodic.keep_timetable()
    before = Schedule.objects.get(name=JOB).next_run
    periodic.every(timedelta(minutes=5), JOB, "Reads the timetable")
    periodic.keep_timetable()
    row = Schedule.objects.get(name=JOB)
    assert (row.minutes, row.next_run) == (5, before)


@pytest.mark.usefixtures("hourly")
def test_what_the_code_names_no_more_leaves_the_timetable() -> None:
    periodic.keep_timetable()
    del periodic._known[JOB]
    periodic.keep_timetable()
    assert not Schedule.objects.filter(name=JOB).exists()


def test_every_job_of_the_timetable_can_be_called() -> None:
    for known in periodic.registered().values():
        module, _dot, name = known.job.rpartition(".")
        assert callable(getattr(import_module(module), name)), known.job


@pytest.fixture
def nightly(hourly: None) -> None:
    periodic.keep_timetable()
    periodic.nightly(time(3, 30), JOB, "Reads the timetable")
    periodic.keep_timetable()


@pytest.mark.usefixtures("nightly")
def test_a_nightly_job_waits_for_its_hour_by_the_clock_on_the_wall() -> None:
    row = Schedule.objects.get(name=JOB)
    assert row.schedule_type == Schedule.DAILY
    assert timezone.localtime(row.next_run).time() == time(3, 30)
    assert timezone.now() < row.next_run <= timezone.now() + timedelta(days=1, hours=1)
    row.next_run = datetime(2027, 2, 6, 3, 30, tzinfo=timezone.get_default_timezone())
    for _night in range(60):  # over whatever changes of the legal hour
        row.next_run = row.calculate_next_run()
        assert timezone.localtime(row.next_run).time() == time(3, 30)


@pytest.mark.usefixtures("nightly")
def test_missed_nights_are_made_up_for_once_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django_q.scheduler.close_old_django_connections", lambda: None)  # the test's own
    missed = Schedule.objects.get(name=JOB).next_run - timedelta(days=4)
    Schedule.objects.filter(name=JOB).update(next_run=missed)
    periodic.keep_timetable()  # the start: it leaves what is late where it is
    Schedule.objects.exclude(name=JOB).delete()
    scheduler(broker=get_broker())
    assert OrmQ.objects.count() == 1
    row = Schedule.objects.get(name=JOB)
    assert row.next_run > timezone.now()
    assert timezone.localtime(row.next_run).time() == time(3, 30)


def test_the_next_night_is_today_or_tomorrow() -> None:
    before, after = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (1, 9))
    assert periodic.next_at(time(3, 30), after=before).date() == before.date()
    assert periodic.next_at(time(3, 30), after=after).date() == before.date() + timedelta(days=1)


@pytest.mark.usefixtures("hourly")
def test_what_a_wrong_clock_had_planned_comes_back_to_today() -> None:
    periodic.nightly(time(3, 30), NIGHTLY, "Reads it at night")
    periodic.keep_timetable()
    now = timezone.now()
    assert periodic.set_right(at=now) == 0
    Schedule.objects.update(next_run=now + timedelta(days=2000))
    OrmQ.objects.create(key="jaras", payload="of 2032", lock=now + timedelta(days=2000))
    assert periodic.set_right(at=now) == Schedule.objects.count() + 1
    assert Schedule.objects.get(name=JOB).next_run == now
    night = timezone.localtime(Schedule.objects.get(name=NIGHTLY).next_run)
    assert night.time() == time(3, 30)
    assert now < night <= now + timedelta(days=1)
    assert OrmQ.objects.get().lock == now
    assert periodic.set_right(at=now) == 0


@pytest.mark.usefixtures("hourly")
def test_the_turns_of_years_are_one() -> None:
    periodic.nightly(time(3, 30), NIGHTLY, "Reads the timetable")
    now = timezone.now()
    periodic.keep_timetable()
    Schedule.objects.update(next_run=now - timedelta(days=36500))
    assert periodic.set_right(at=now) == Schedule.objects.count()
    assert Schedule.objects.get(name=JOB).next_run == now
    night = Schedule.objects.get(name=NIGHTLY).next_run
    assert timezone.localtime(night).time() == time(3, 30)
    assert now - timedelta(days=1) <= night <= now


@pytest.mark.usefixtures("hourly")
def test_a_missed_day_is_left_to_the_queue() -> None:
    now = timezone.now()
    periodic.keep_timetable()
    Schedule.objects.update(next_run=now - timedelta(days=1))
    assert periodic.set_right(at=now) == 0


@pytest.mark.usefixtures("hourly")
def test_what_is_under_way_keeps_its_lock() -> None:
    now = timezone.now()
    under_way = OrmQ.objects.create(key="jaras", payload="now", lock=now + timedelta(seconds=60))
    assert periodic.set_right(at=now) == 0
    under_way.refresh_from_db()
    assert under_way.lock == now + timedelta(seconds=60)
