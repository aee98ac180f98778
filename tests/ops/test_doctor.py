"""The examination tells what is well, what is not."""

import json
import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.ops import doctor
from jaras.ops.doctor import Advice, Fault, jobs, kept, machine
from jaras.ops.place import DEMO, REAL


def test_a_folder_that_can_be_written_is_well(tmp_path: Path) -> None:
    assert machine.folder(tmp_path) == "can be written"
    assert list((tmp_path / "media").iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", 1 << 62)
    with pytest.raises(Fault, match="make room"):
        machine.disk(tmp_path)


@pytest.mark.django_db
def test_a_migrated_database_is_well() -> None:
    assert kept.database().split()[0] in {"SQLite", "PostgreSQL"}
    assert kept.migrations() == "up to date"


@pytest.mark.django_db
def test_a_clock_behind_the_last_event_is_told() -> None:
    from jaras.kernel.models import EventRecord

    assert "in Casablanca" in machine.clock()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    EventRecord.objects.create(name="ReportReceived", subject="report", subject_id=1, at=tomorrow)
    with pytest.raises(Fault, match="set the clock"):
        machine.clock()


@pytest.mark.django_db
def test_a_worker_that_takes_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "WORKER_PATIENCE_SECONDS", 0.3)
    with pytest.raises(Fault, match="start `jaras run` or `jaras worker`"):
        jobs.worker()


@pytest.mark.django_db
def test_a_key_that_others_can_read_is_told(tmp_path: Path) -> None:
    key = tmp_path / "secret.key"
    key.write_text("x")
    key.chmod(0o644)
    with pytest.raises(Fault, match="chmod 600"):
        kept.keys(tmp_path)


@pytest.mark.django_db
def test_a_key_of_another_database_is_told(tmp_path: Path, settings: Any) -> None:
    from jaras.governance import actions

    settings.SECRET_KEY = "a" * 40
    actions.invite(email="a@example.org", name="A", roles=["operator"], by=SYSTEM, at=timezone.now())
    assert "fits the database" in kept.keys(tmp_path)
    settings.SECRET_KEY = "b" * 40
    with pytest.raises(Fault, match=r"bring back .*secret\.key"):
        kept.keys(tmp_path)


def test_a_disk_without_room_for_a_backup_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jaras.sqlite3").write_bytes(b"x" * 100)
    free = shutil.disk_usage(tmp_path)._replace(free=machine.LEAST_FREE_BYTES + 50)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: free)
    with pytest.raises(Fault, match="a backup may take"):
        machine.disk(tmp_path)


def test_a_real_copy_without_tls_is_advised(settings: Any) -> None:
    settings.SECURE = False
    with pytest.raises(Advice, match="JARAS_ORIGIN"):
        machine.settings(REAL)
    settings.SECURE = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    with pytest.raises(Advice, match="JARAS_EMAIL_URL"):
        machine.settings(REAL)
    assert "invented people" in machine.settings(DEMO)


@pytest.mark.django_db
def test_what_waits_too_long_or_failed_is_told() -> None:
    from django_q.models import Failure, OrmQ

    assert jobs.queue() == "0 jobs wait, none failed since yesterday"
    now = timezone.now()
    Failure.objects.create(id="1", name="x", func="jaras.x", result="no mail server", started=now,
                           stopped=now, success=False)  # fmt: skip
    with pytest.raises(Fault, match=r"1 jobs failed since yesterday, jaras\.x last \(no mail server\)"):
        jobs.queue()
    OrmQ.objects.create(key="jaras", payload="x", lock=now - timedelta(minutes=12))
    with pytest.raises(Fault, match="1 of 1 jobs wait for more than 10 min"):
        jobs.queue()


@pytest.mark.django_db
def test_a_periodic_job_that_is_late_or_missing_is_told() -> None:
    from django_q.models import Schedule

    from jaras.kernel.periodic import keep_timetable

    keep_timetable()
    assert jobs.timetable().endswith("each in time")
    Schedule.objects.filter(name__endswith="make_hourly").update(next_run=timezone.now() - timedelta(hours=1))
    with pytest.raises(Fault, match=r"make_hourly should have run at .*: start the worker"):
        jobs.timetable()
    Schedule.objects.filter(name__endswith="make_hourly").delete()
    with pytest.raises(Fault, match="run `jaras setup`"):
        jobs.timetable()


def remembered(data: Path, *, age: timedelta, size: int = 3) -> Path:
    file = data / "copy.jaras"
    file.write_bytes(b"abc")
    told = {"file": str(file), "made_at": (datetime.now(UTC) - age).isoformat(), "size": size}
    (data / "last-backup.json").write_text(json.dumps(told))
    return file


def test_the_last_backup_is_judged(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="never made: run `jaras backup`"):
        kept.backup(tmp_path, REAL)
    assert "invented people need none" in kept.backup(tmp_path, DEMO)
    file = remembered(tmp_path, age=timedelta(hours=3))
    with pytest.raises(Advice, match="same disk"):
        kept.backup(tmp_path, REAL)
    file.unlink()
    assert "3 h old, since then carried away" in kept.backup(tmp_path, REAL)
    remembered(tmp_path, age=timedelta(hours=27))
    with pytest.raises(Fault, match="27 h old: run `jaras backup` now"):
        kept.backup(tmp_path, REAL)
    remembered(tmp_path, age=timedelta(hours=1), size=4)
    with pytest.raises(Fault, match="not the size"):
        kept.backup(tmp_path, REAL)


def test_sheets_of_another_day_are_told(tmp_path: Path) -> None:
    with pytest.raises(Advice, match="none yet"):
        kept.sheets(tmp_path)
    (tmp_path / "sheets").mkdir()
    sheet = tmp_path / "sheets" / "2026-11-25-02h-fr.pdf"
    sheet.write_bytes(b"%PDF")
    assert "0 min old" in kept.sheets(tmp_path)
    os.utime(sheet, (time.time() - 3 * 3600,) * 2)
    with pytest.raises(Fault, match="the last one is 3 h old: start the worker"):
        kept.sheets(tmp_path)


def test_one_fault_does_not_hide_the_next_check(capsys: pytest.CaptureFixture[str]) -> None:
    def unwell() -> str:
        raise Fault("make room")

    assert not doctor.examined("disk", unwell)
    assert "NOT     disk        make room" in capsys.readouterr().out


def test_advice_is_told_without_failing(capsys: pytest.CaptureFixture[str]) -> None:
    def advised() -> str:
        raise Advice("carry it away")

    assert doctor.examined("backup", advised)
    assert "advice  backup      carry it away" in capsys.readouterr().out


@pytest.mark.django_db
def test_keys_that_others_can_read_or_that_are_gone_are_told(tmp_path: Path, settings: Any) -> None:
    from jaras.kernel.keys import ring
    from jaras.people import actions as people

    settings.KEYS_FILE = tmp_path / "keys" / "master.json"
    people.register(given_name="Driss", telephone="0661234567", by=SYSTEM, at=timezone.now())
    assert "opens what is sealed" in kept.sealed()
    settings.KEYS_FILE.chmod(0o640)
    with pytest.raises(Fault, match="can be read by others"):
        kept.sealed()
    settings.KEYS_FILE.chmod(0o600)
    mine = ring.ring()
    ring.keep(ring.fresh())
    with pytest.raises(Fault, match="not those this database was written with"):
        kept.sealed()
    ring.keep(ring.Ring(2, mine.versions | {2: b"2" * 32}, mine.lookup))
    with pytest.raises(Advice, match="jaras keys rotate"):
        kept.sealed()
    settings.KEYS_FILE.unlink()
    with pytest.raises(Fault, match="jaras keys import"):
        kept.sealed()
