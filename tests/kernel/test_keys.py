"""What is sealed opens with its keys alone, stays in its place, is lost with its key."""

import json
import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from jaras.intake.models import Message, Report
from jaras.kernel import keys
from jaras.kernel.actor import SYSTEM
from jaras.kernel.keys import KeysMissing, Unreadable, envelopes, passphrase, ring, rotation, values
from jaras.kernel.models import DataKey
from jaras.kernel.versions import Conflict
from jaras.people import actions as people
from jaras.people.models import Person

TELEPHONE = "06 61 23 45 67"
PLACE = "people_person.telephone"


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path) -> None:
    settings.KEYS_FILE = tmp_path / "keys" / "master.json"
    envelopes._opened.clear()


@pytest.fixture
def driss(db: None, at: datetime) -> Person:
    return people.register(given_name="Driss", telephone=TELEPHONE, by=SYSTEM, at=at)


def column(table: str, name: str, pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {table} WHERE id = %s", [pk])
        return str(cursor.fetchone()[0])


def test_the_database_holds_no_telephone(driss: Person) -> None:
    assert column("people_person", "telephone", driss.pk).startswith(values.MARK)
    assert Person.objects.get(pk=driss.pk).telephone == TELEPHONE


def test_the_keys_are_ours_alone(driss: Person) -> None:
    assert ring.path().stat().st_mode & 0o777 == 0o600
    assert ring.path().parent.stat().st_mode & 0o777 == 0o700


def test_an_amended_one_is_sealed_too(driss: Person) -> None:
    driss.telephone = "0700000000"
    driss.save_checked("telephone")
    assert column("people_person", "telephone", driss.pk).startswith(values.MARK)
    assert Person.objects.get(pk=driss.pk).telephone == "0700000000"


def test_a_conflict_shows_the_other_number(driss: Person) -> None:
    first, second = Person.objects.get(pk=driss.pk), Person.objects.get(pk=driss.pk)
    first.telephone, second.telephone = "0700000001", "0700000002"
    first.save_checked("telephone")
    with pytest.raises(Conflict) as conflict:
        second.save_checked("telephone")
    assert conflict.value.current.telephone == "0700000001"  # type: ignore[attr-defined]


def test_many_at_once_have_a_key_each(db: None, at: datetime) -> None:
    rows: list[people.About] = [
        {"given_name": f"P{number}", "telephone": f"06000000{number:02}"} for number in range(20)
    ]
    rows.append({"given_name": "Sans"})
    made = people.register_many(rows=rows, by=SYSTEM, at=at)
    kept = Person.objects.in_bulk([person.pk for person in made])
    assert [kept[person.pk].telephone for person in made] == [row.get("telephone", "") for row in rows]
    assert DataKey.objects.count() == 20


def test_a_list_that_shows_no_telephone_reads_no_key(
    driss: Person, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(1):
        assert [person.label for person in Person.objects.all()] == ["Driss"]


def test_a_second_look_reads_no_key(driss: Person, django_assert_num_queries: Callable[..., Any]) -> None:
    assert Person.objects.get().telephone
    with django_assert_num_queries(1):
        assert Person.objects.get().telephone == TELEPHONE


def test_what_is_written_past_its_row_is_refused(driss: Person) -> None:
    with pytest.raises(TypeError, match="sealed"):
        Person.objects.update(telephone="0700000000")
    driss.telephone = "0700000000"
    with pytest.raises(TypeError, match="sealed"):
        Person.objects.bulk_update([driss], ["telephone"])


def test_a_value_moved_elsewhere_does_not_open(driss: Person) -> None:
    stolen = column("people_person", "telephone", driss.pk)
    with pytest.raises(Unreadable):
        keys.opened(stolen, place="people_person.speaks")
    altered = stolen[:-6] + ("A" if stolen[-6] != "A" else "B") + stolen[-5:]
    with pytest.raises(Unreadable):
        keys.opened(altered, place=PLACE)


def test_a_destroyed_key_leaves_nothing(driss: Person) -> None:
    kept = column("people_person", "telephone", driss.pk)
    keys.destroy(driss)
    assert Person.objects.get(pk=driss.pk).telephone == ""
    assert keys.opened(kept, place=PLACE) == ""
    row = DataKey.objects.get(name=driss.key)
    assert row.wrapped == ""
    assert row.destroyed_at is not None


def test_nothing_is_sealed_with_a_key_that_was_rolled_back(db: None, at: datetime) -> None:
    person = Person(given_name="Driss", telephone=TELEPHONE, registered_at=at)
    with transaction.atomic():
        person.save()
        transaction.set_rollback(True)
    person.pk = None
    person.telephone = TELEPHONE
    person.save(force_insert=True)
    envelopes._opened.clear()
    assert Person.objects.get().telephone == TELEPHONE


def test_a_message_as_it_came_is_sealed(db: None, at: datetime) -> None:
    report = Report.objects.create(words="x", received_at=at, channel="WEB")
    raw = {"from": "+212661234567", "مرحبا": ["é"]}
    message = Message.objects.create(
        report=report, channel="WEB", external_id="1", text="mot", raw=raw, at=at
    )
    assert "212661" not in column("intake_message", "raw", message.pk)
    assert "mot" not in column("intake_message", "text", message.pk)
    kept = Message.objects.get()
    assert (kept.text, kept.raw) == ("mot", raw)
    assert Report.objects.get().key == report.key


def test_other_keys_open_nothing(driss: Person) -> None:
    ring.keep(ring.fresh())
    with pytest.raises(KeysMissing, match="bring the right ones back"):
        _ = Person.objects.get().telephone


def test_missing_keys_are_never_made_anew(driss: Person) -> None:
    ring.path().unlink()
    with pytest.raises(KeysMissing, match="jaras keys import"):
        _ = Person.objects.get().telephone
    with pytest.raises(KeysMissing, match="jaras keys import"):
        ring.make()
    assert not ring.path().exists()


def test_a_rotation_wraps_every_key_anew(driss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ring.ring()
    monkeypatch.setattr(rotation, "BATCH", 1)
    rotation.rotate(say=lambda _told: None, longest_write=0)
    after = ring.ring()
    assert (after.current, list(after.versions), after.lookup) == (2, [2], before.lookup)
    assert set(DataKey.objects.values_list("version", flat=True)) == {2}
    assert Person.objects.get().telephone == TELEPHONE


def test_a_rotation_that_was_cut_off_goes_on(
    driss: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.register(given_name="Salma", telephone="0611111111", by=SYSTEM, at=at)
    monkeypatch.setattr(rotation, "BATCH", 1)

    def power_fails(told: str) -> None:
        if told.startswith("1 wrapped"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(say=power_fails, longest_write=0)
    assert sorted(DataKey.objects.values_list("version", flat=True)) == [1, 2]
    assert {person.telephone for person in Person.objects.all()} == {TELEPHONE, "0611111111"}
    rotation.rotate(say=lambda _told: None, longest_write=0)
    assert list(ring.ring().versions) == [2]
    envelopes._opened.clear()
    assert {person.telephone for person in Person.objects.all()} == {TELEPHONE, "0611111111"}


def test_a_rotation_leaves_what_was_destroyed(driss: Person) -> None:
    keys.destroy(driss)
    rotation.rotate(say=lambda _told: None, longest_write=0)
    assert DataKey.objects.get().wrapped == ""


def test_several_processes_agree_on_the_first_keys(db: None) -> None:
    makers = [
        threading.Thread(target=ring.keep, args=(ring.fresh(),), kwargs={"anew": True}) for _ in range(8)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert list(ring.path().parent.iterdir()) == [ring.path()]
    assert ring.ring() == ring.ring()


def test_a_passphrase_carries_the_keys(db: None) -> None:
    kept = passphrase.locked(ring.ring(), "une cloche dans la nuit")
    assert ring.read(ring.ring().told()) == passphrase.unlocked(kept, "une cloche dans la nuit")
    with pytest.raises(passphrase.WrongPassphrase):
        passphrase.unlocked(kept, "une cloche dans la nuis")
    with pytest.raises(passphrase.WrongPassphrase):
        passphrase.locked(ring.ring(), "court")
    altered = json.loads(kept)
    altered["salt"] = "AAAA" + altered["salt"][4:]
    with pytest.raises(passphrase.WrongPassphrase):
        passphrase.unlocked(json.dumps(altered), "une cloche dans la nuit")
    for wrong in ("", "{}", '{"kind": "jaras-keys"}', "[]"):
        with pytest.raises(KeysMissing):
            passphrase.unlocked(wrong, "une cloche dans la nuit")


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"format": 1}', "null"])
def test_a_damaged_file_is_told(db: None, said: str) -> None:
    ring.ring()
    ring.path().write_text(said)
    os.utime(ring.path(), ns=(1, 1))
    with pytest.raises(KeysMissing):
        ring.ring()
