"""`jaras audit` says what is wrong, gives the head of a day away, ends with a code others can ask."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import now

from jaras.kernel.record.sealing import day_of, seal_all
from jaras.ops import audit
from jaras.ops.audit import last_verify
from jaras.ops.doctor import Fault, record
from jaras.ops.place import DEMO, REAL, Place, Refusal
from tests.kernel.records import night, opened_by_another

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(settings: Any, tmp_path: Path) -> Place:
    settings.DATA = tmp_path
    return Place(data=tmp_path, mode=DEMO)


def test_what_is_well_ends_well(where: Place, at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    night(2, at=at)
    seal_all(at=at)
    assert audit.verified(where, since=None, files=[]) == 0
    said = capsys.readouterr().out
    assert "Nothing is wrong in 4 sealed rows" in said
    assert "Last sealed, 2026-11-25 02:10:00 UTC, place 4: read " in said
    assert "0 rows wait for their seal" in said


def test_one_altered_row_is_named(where: Place, at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    night(2, at=at)
    seal_all(at=at)
    number = opened_by_another()
    assert audit.verified(where, since=None, files=[]) == 1
    said = capsys.readouterr().out
    assert f"altered: read {number} " in said
    assert "WRONG: 1 findings" in said
    with pytest.raises(Fault, match="found 1 rows altered"):
        record.proved(where.data, REAL)


def test_the_head_of_today_is_taken_away(
    where: Place, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    night(1, at=at)
    assert audit.exported(day_of(now())) == 0
    written = capsys.readouterr().out
    assert json.loads(written)["place"] == 2
    kept = where.data / "head.json"
    kept.write_text(written)
    assert audit.verified(where, since=None, files=[kept]) == 0
    kept.write_text(written.replace('"place": 2', '"place": 1'))
    assert audit.verified(where, since=None, files=[kept]) == 1


def test_a_day_without_rows_has_no_head(where: Place, at: datetime) -> None:
    assert audit.exported(day_of(at)) == 1


def test_what_is_no_head_is_refused(where: Place) -> None:
    (where.data / "odd.json").write_text("{}")
    with pytest.raises(Refusal, match=r"odd\.json is not a head"):
        audit.read(where.data / "odd.json")


def test_the_doctor_waits_for_the_seal(where: Place, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    assert record.sealed() == "nothing yet"
    night(1, at=at)
    monkeypatch.setattr(record, "SEAL_PATIENCE_SECONDS", 0.0)
    with pytest.raises(Fault, match="start the worker"):
        record.sealed()
    seal_all(at=at)
    assert record.sealed().startswith("2 rows sealed")


def test_the_doctor_says_when_it_was_proved(where: Place, at: datetime) -> None:
    assert last_verify(where.data) is None
    assert record.proved(where.data, DEMO) == "never, and invented people need none"
    audit.verified(where, since=None, files=[])
    assert record.proved(where.data, REAL) == "nothing altered, 0 min ago"
