"""Both logs are sealed in order, once each, whatever the order of commits; the database refuses change."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from jaras.kernel.models import EventRecord
from jaras.kernel.record import guards, routing, signing
from jaras.kernel.record.models import Head, Hole, Log, ReadRecord, Seal
from jaras.kernel.record.sealing import BATCH, head_now, seal_all, seal_some, waiting
from jaras.kernel.record.verifying import verify
from tests.kernel.records import night, read, write

POSTGRES = connection.vendor == "postgresql"


@pytest.fixture(autouse=True)
def _own_key(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@contextmanager
def somebody_at_work() -> Iterator[Any]:
    """Another connection in the middle of its transaction."""
    other = connections["default"].copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT now()")
            yield cursor
        other.rollback()
    finally:
        other.close()


@pytest.mark.django_db
def test_both_logs_are_sealed_in_order_once(at: datetime) -> None:
    night(3, at=at)
    assert (waiting(Log.EVENTS), waiting(Log.READS)) == (3, 3)
    assert seal_all(at=at) == 6
    assert seal_all(at=at) == 0
    events = list(EventRecord.objects.order_by("id").values_list("id", flat=True))
    reads = list(ReadRecord.objects.order_by("id").values_list("id", flat=True))
    sealed = list(Seal.objects.order_by("place").values_list("place", "log", "row_id"))
    wanted = [("event", number) for number in events] + [("read", number) for number in reads]
    assert sealed == [(place, *row) for place, row in enumerate(wanted, 1)]
    assert verify().faults == []


@pytest.mark.django_db
def test_a_batch_is_bounded(at: datetime) -> None:
    EventRecord.objects.bulk_create(
        EventRecord(name="BellRung", subject="bell", subject_id=n, data={}, at=at) for n in range(BATCH + 3)
    )
    assert (seal_some(at=at), seal_some(at=at), seal_some(at=at)) == (BATCH, 3, 0)
    assert verify().faults == []


@pytest.mark.django_db
def test_each_day_ends_with_a_signed_head(at: datetime) -> None:
    write(1, at=at)
    seal_all(at=at)
    assert not Head.objects.exists()
    tomorrow = at + timedelta(days=1)
    write(2, at=tomorrow)
    seal_all(at=tomorrow)
    head = Head.objects.get()
    assert (head.day.isoformat(), head.place, signing.holds(head)) == ("2026-11-25", 1, True)
    head.place = 2
    assert not signing.holds(head)


@pytest.mark.django_db
def test_a_clock_that_jumps_leaves_a_chain_that_holds(at: datetime) -> None:
    for number, day in enumerate((0, 400, 0, 1, 2)):
        write(number, at=at)
        seal_all(at=at + timedelta(days=day))
    assert [head.day.isoformat() for head in Head.objects.order_by("id")] == [
        *("2026-11-25", "2027-12-30", "2026-11-25", "2026-11-26"),
    ]
    assert verify().faults == []


@pytest.mark.django_db
def test_today_is_signed_where_it_stands(at: datetime) -> None:
    assert head_now(at=at) is None
    read(1, at=at)
    head = head_now(at=at)
    assert head is not None
    assert (head.place, head.day.isoformat()) == (1, "2026-11-25")
    assert verify().faults == []


@pytest.mark.django_db
def test_the_key_is_ours_alone(at: datetime, tmp_path: Path) -> None:
    read(1, at=at)
    head_now(at=at)
    folder = tmp_path / "keys"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "seal.key").stat().st_mode & 0o077 == 0
    assert signing.known() == {signing.public(signing.key())}


@pytest.mark.django_db
@pytest.mark.parametrize("table", guards.TABLES)
def test_the_database_refuses_change(table: str, at: datetime) -> None:
    night(1, at=at)
    head_now(at=at)
    using = routing.alias() if table.startswith(routing.LABEL) else "default"
    if table == "kernel_transition":
        with connections[using].cursor() as cursor:
            cursor.execute(
                "INSERT INTO kernel_transition (subject, subject_id, verb, source, target, reason, at)"
                " VALUES ('case', 1, 'open', '', 'open', 'dit au téléphone', '2026-11-25')"
            )
    column = "place" if table == "record_seal" else "id"
    tried = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if POSTGRES:
        tried.append(f"TRUNCATE {table}")
    for statement in tried:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(using=using),
            connections[using].cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.django_db
def test_a_lower_number_committed_later_is_sealed_once(at: datetime) -> None:
    """On PostgreSQL; SQLite has one writer, so there a number that comes late was put there by hand."""
    first = write(1, at=at)
    if not POSTGRES:
        EventRecord.objects.create(id=first.pk + 2, name="BellRung", subject="bell", subject_id=3, at=at)
        seal_all(at=at)
        EventRecord.objects.create(id=first.pk + 1, name="BellRung", subject="bell", subject_id=2, at=at)
        assert seal_all(at=at) == 0
        assert "inserted" in " ".join(verify().faults)
        return
    with somebody_at_work():
        EventRecord.objects.create(id=first.pk + 4, name="BellRung", subject="bell", subject_id=5, at=at)
        assert seal_all(at=at) == 2
        for late in (first.pk + 2, first.pk + 1):
            EventRecord.objects.create(id=late, name="BellRung", subject="bell", subject_id=2, at=at)
            assert verify().faults == []
            assert seal_all(at=at) == 1
    assert seal_all(at=at) == 0
    assert not Hole.objects.exists()  # nobody is left who could fill the last one
    assert verify().faults == []
    EventRecord.objects.create(id=first.pk + 3, name="BellRung", subject="bell", subject_id=2, at=at)
    assert seal_all(at=at) == 0
    assert [fault.split(":")[0] for fault in verify().faults] == ["inserted"]


@pytest.mark.django_db(transaction=POSTGRES, serialized_rollback=POSTGRES)
def test_two_writers_commit_in_the_other_order(at: datetime) -> None:
    """With real commits on PostgreSQL; on SQLite the second writer waits for the first."""
    written, sealed = Signal(), Signal()

    def slow() -> int:
        try:
            with transaction.atomic():
                row = write(1, at=at)
                written.set()
                assert sealed.wait(30)
            return row.pk
        finally:
            connections.close_all()

    if not POSTGRES:
        rows = [write(1, at=at).pk, write(2, at=at).pk]
        assert seal_all(at=at) == 2
    else:
        with ThreadPoolExecutor(1) as threads:
            later = threads.submit(slow)
            assert written.wait(30)
            quick = write(2, at=at).pk
            assert seal_all(at=at) == 1
            sealed.set()
            rows = [quick, later.result()]
        assert rows[0] > rows[1]
        assert seal_all(at=at) == 1
        assert seal_all(at=at) == 0
    assert list(Seal.objects.order_by("place").values_list("row_id", flat=True)) == rows
    assert verify().faults == []
