"""Whoever alters, removes, inserts, swaps a row or cuts the end is found, even past the guards."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jaras.kernel.models import EventRecord
from jaras.kernel.record import canonical, signing
from jaras.kernel.record.models import Head, ReadRecord, Seal
from jaras.kernel.record.sealing import head_now, seal_all
from jaras.kernel.record.verifying import verify
from tests.kernel.records import night, read, tampered, write

pytestmark = pytest.mark.django_db
EVENTS, READS, SEALS, HEADS = "kernel_eventrecord", "record_readrecord", "record_seal", "record_head"


@pytest.fixture
def kept(settings: Any, tmp_path: Path, at: datetime) -> Head:
    """Two nights, sealed; the head of the second as somebody took it away."""
    settings.DATA = tmp_path
    night(5, at=at)
    seal_all(at=at)
    night(5, at=at)
    head = head_now(at=at + timedelta(days=1))
    assert head is not None
    assert verify(kept=[head]).faults == []
    return head


def event(number: int) -> EventRecord:
    return EventRecord.objects.order_by("id")[number]


def opened(number: int) -> ReadRecord:
    return ReadRecord.objects.order_by("id")[number]


def only(kind: str, *words: str, kept: list[Head] | None = None) -> None:
    """One finding, of this kind, that names what was touched."""
    faults = verify(kept=kept or []).faults
    assert len(faults) == 1, faults
    assert faults[0].startswith(f"{kind}: ")
    for word in words:
        assert word in faults[0]


def test_what_is_well_names_the_last_row(kept: Head) -> None:
    found = verify(kept=[kept])
    assert (found.faults, found.seals, found.last_row) == ([], 20, canonical_name(opened(9)))


def canonical_name(row: ReadRecord) -> str:
    return f"read {row.pk} (member 7 opened case {row.subject_id}, {row.at:%Y-%m-%d %H:%M:%S} UTC)"


@pytest.mark.parametrize(
    "change",
    ["by_id = 8", "subject_id = 99", "at = '2026-11-24 02:10:00+00:00'", "name = 'BellHung'"],
)
def test_one_altered_event_is_named(kept: Head, change: str) -> None:
    row = event(3)
    assert tampered(EVENTS, f"UPDATE {EVENTS} SET {change} WHERE id = %s", [row.pk]) == 1
    only("altered", f"event {row.pk} ")


def test_what_an_event_holds_cannot_be_altered(kept: Head) -> None:
    row = event(4)
    tampered(EVENTS, f"UPDATE {EVENTS} SET data = '{{\"loud\": false}}' WHERE id = %s", [row.pk])
    only("altered", f"event {row.pk} ")


@pytest.mark.parametrize(
    "change",
    [
        *("by_id = 8", "case_id = NULL", "subject_id = 99", "roles = 'head'", "grant_id = 5", "how = 'api'"),
        *("act = 'exported'", "words = 'x'", "found = 1", "subject = 'person'"),
    ],
)
def test_one_altered_read_is_named(kept: Head, change: str) -> None:
    row = opened(6)
    assert tampered(READS, f"UPDATE {READS} SET {change} WHERE id = %s", [row.pk]) == 1
    only("altered", f"read {row.pk} ")


@pytest.mark.parametrize(("table", "row", "called"), [(EVENTS, event, "event"), (READS, opened, "read")])
def test_one_removed_row_is_named(kept: Head, table: str, row: Callable[[int], Any], called: str) -> None:
    gone = row(2).pk
    assert tampered(table, f"DELETE FROM {table} WHERE id = %s", [gone]) == 1
    only("removed", f"{called} {gone},")


def test_a_row_removed_with_its_seal_is_found(kept: Head) -> None:
    gone = opened(2).pk
    place = Seal.objects.get(log="read", row_id=gone).place
    tampered(READS, f"DELETE FROM {READS} WHERE id = %s", [gone])
    tampered(SEALS, f"DELETE FROM {SEALS} WHERE place = %s", [place])
    assert f"removed: the seals {place} to {place}" in " ".join(verify().faults)


def test_a_row_removed_while_the_chain_is_closed_again_is_found(kept: Head) -> None:
    """Its seal goes, those after it move up: the links tell."""
    gone = Seal.objects.get(place=8)
    table = EVENTS if gone.log == "event" else READS
    tampered(table, f"DELETE FROM {table} WHERE id = %s", [gone.row_id])
    tampered(SEALS, f"DELETE FROM {SEALS} WHERE place = 8")
    for place in range(9, 21):
        tampered(SEALS, f"UPDATE {SEALS} SET place = %s WHERE place = %s", [place - 1, place])
    assert any("breaks at place 8" in fault for fault in verify().faults)


def test_one_inserted_row_is_named(kept: Head, at: datetime) -> None:
    gone, other = opened(2), opened(3)
    before = opened(0).pk - 1
    assert before < gone.pk
    columns = "at, by_id, act, subject, subject_id, case_id, words, found, how, roles, grant_id"
    tampered(
        READS,
        f"INSERT INTO {READS} (id, {columns}) SELECT %s, {columns} FROM {READS} WHERE id = %s",
        [before, other.pk],
    )
    only("inserted", f"read {before} ")


def test_two_swapped_rows_are_both_named(kept: Head) -> None:
    one, two = opened(1), opened(2)
    for number, row in ((one.pk, two), (two.pk, one)):
        tampered(
            READS,
            f"UPDATE {READS} SET subject_id = %s, case_id = %s WHERE id = %s",
            [row.subject_id, row.case_id, number],
        )
    faults = verify().faults
    assert [fault.split(" (")[0] for fault in faults] == [f"altered: read {row.pk}" for row in (one, two)]


def test_swapped_seals_are_found(kept: Head) -> None:
    tampered(SEALS, f"UPDATE {SEALS} SET place = 99 WHERE place = 3")
    tampered(SEALS, f"UPDATE {SEALS} SET place = 3 WHERE place = 4")
    tampered(SEALS, f"UPDATE {SEALS} SET place = 4 WHERE place = 99")
    assert any("breaks at place 3" in fault for fault in verify().faults)


def test_a_row_altered_with_its_seal_is_found(kept: Head) -> None:
    """Whoever knows how digests are made writes them again: the next link does not fit."""
    row = event(3)
    tampered(EVENTS, f"UPDATE {EVENTS} SET by_id = 8 WHERE id = %s", [row.pk])
    seal = Seal.objects.get(log="event", row_id=row.pk)
    before = Seal.objects.get(place=seal.place - 1)
    digest = canonical.digest("event", canonical.rows_of("event").get(id=row.pk))
    link = canonical.link(
        bytes(before.link), place=seal.place, log="event", row_id=row.pk, digest=digest, at=seal.at
    )
    tampered(SEALS, f"UPDATE {SEALS} SET digest = %s, link = %s WHERE place = %s", [digest, link, seal.place])
    only("altered", f"breaks at place {seal.place + 1} ")


def rewrite_everything(at: datetime) -> None:
    """The whole chain made anew from altered rows, by somebody who has the database, not the key."""
    tampered(READS, f"UPDATE {READS} SET by_id = 8 WHERE id = %s", [opened(2).pk])
    order = list(Seal.objects.order_by("place").values_list("log", "row_id"))
    tampered(SEALS, f"DELETE FROM {SEALS}")
    chain = canonical.Chain()
    for log, number in order:
        chain, seals = chain.sealed(log, [canonical.rows_of(log).get(id=number)], at=at + timedelta(days=1))
        Seal.objects.bulk_create(seals)


def test_a_chain_made_anew_does_not_fit_what_was_signed(kept: Head, at: datetime) -> None:
    rewrite_everything(at)
    faults = verify().faults
    assert any(fault.startswith("rewritten: the chain up to the head of") for fault in faults)


def test_heads_signed_by_another_key_are_found(kept: Head, at: datetime) -> None:
    rewrite_everything(at)
    tampered(HEADS, f"DELETE FROM {HEADS}")
    last, forger = Seal.objects.order_by("-place")[0], Ed25519PrivateKey.generate()
    head = Head(day=kept.day, place=last.place, link=last.link, key=signing.public(forger), at=at)
    head.signature = forger.sign(signing.told(head)).hex()
    head.save()
    only("forged", "seal.pub")
    assert any("rewritten" in fault for fault in verify(kept=[kept]).faults)


def test_even_with_the_key_the_head_kept_elsewhere_tells(kept: Head, at: datetime) -> None:
    rewrite_everything(at)
    tampered(HEADS, f"DELETE FROM {HEADS}")
    assert head_now(at=at + timedelta(days=1)) is not None
    assert verify().faults == []
    only("rewritten", "kept elsewhere", kept=[kept])


def test_a_tail_cut_off_is_found_by_the_head_kept_elsewhere(kept: Head) -> None:
    gone = Seal.objects.filter(place__gt=15)
    reads = list(gone.filter(log="read").values_list("row_id", flat=True))
    assert len(reads) == 5
    tampered(SEALS, f"DELETE FROM {SEALS} WHERE place > 15")
    for number in reads:
        tampered(READS, f"DELETE FROM {READS} WHERE id = %s", [number])
    only("cut off", f"place {kept.place}")
    tampered(HEADS, f"DELETE FROM {HEADS} WHERE place > 15")
    assert verify().faults == []
    only("cut off", f"place {kept.place}", kept=[kept])


def test_a_signed_day_cannot_lose_its_head(kept: Head) -> None:
    first = Head.objects.order_by("id")[0]
    tampered(HEADS, f"DELETE FROM {HEADS} WHERE id = %s", [first.pk])
    only("removed", f"the signed head of {first.day}")


def test_from_a_day_on_what_is_older_is_taken_as_it_is(kept: Head) -> None:
    older, newer = event(1), event(8)
    for row in (older, newer):
        tampered(EVENTS, f"UPDATE {EVENTS} SET by_id = 8 WHERE id = %s", [row.pk])
    found = verify(since=kept.day)
    assert [fault.split(" (")[0] for fault in found.faults] == [f"altered: event {newer.pk}"]
    assert found.seals == 10


def test_more_rows_than_a_batch(kept: Head, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    from jaras.kernel.record import verifying

    monkeypatch.setattr(verifying, "BATCH", 3)
    write(99, at=at)
    read(99, at=at)
    seal_all(at=at + timedelta(days=1))
    assert (verify().faults, verify().seals) == ([], 22)
