"""The examination tells what is well, what is not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jaras.ops import doctor
from jaras.ops.doctor import Fault


def test_a_folder_that_can_be_written_is_well(tmp_path: Path) -> None:
    assert doctor.folder(tmp_path) == "can be written"
    assert list((tmp_path / "media").iterdir()) == []


def test_a_key_that_others_can_read_is_not(tmp_path: Path) -> None:
    key = tmp_path / "secret.key"
    key.write_text("x")
    key.chmod(0o644)
    with pytest.raises(Fault, match="chmod 600"):
        doctor.folder(tmp_path)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 1 << 62)
    with pytest.raises(Fault, match="make room"):
        doctor.disk(tmp_path)


@pytest.mark.django_db
def test_a_migrated_database_is_well() -> None:
    assert doctor.database().split()[0] in {"SQLite", "PostgreSQL"}
    assert doctor.migrations() == "up to date"


@pytest.mark.django_db
def test_a_clock_behind_the_last_event_is_told() -> None:
    from jaras.kernel.models import EventRecord

    assert "in Casablanca" in doctor.clock()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    EventRecord.objects.create(name="ReportReceived", subject="report", subject_id=1, at=tomorrow)
    with pytest.raises(Fault, match="set the clock"):
        doctor.clock()


@pytest.mark.django_db
def test_a_worker_that_takes_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "WORKER_PATIENCE_SECONDS", 0.3)
    with pytest.raises(Fault, match="start `jaras run` or `jaras worker`"):
        doctor.worker()


def test_one_fault_does_not_hide_the_next_check(capsys: pytest.CaptureFixture[str]) -> None:
    def unwell() -> str:
        raise Fault("make room")

    assert not doctor.examined("disk", unwell)
    assert "NOT     disk        make room" in capsys.readouterr().out
