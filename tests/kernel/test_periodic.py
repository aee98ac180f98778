"""Work that comes round again is in the timetable of the worker, as the code names it."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module

import pytest
from django_q.models import Schedule

from jaras.kernel import periodic

JOB = "jaras.kernel.periodic.registered"


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
