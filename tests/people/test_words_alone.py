"""The text index of a copy of before keeps words alone, in every record."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from jaras.governance.models import Member, actor_of
from jaras.kernel.models import SearchEntry
from jaras.people import actions, queries
from jaras.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
migration = import_module("jaras.people.migrations.0019_words_alone")


class Editor:
    """What a migration is given."""

    connection = connection


@pytest.fixture
def holder(member: Callable[..., Member]) -> Member:
    return member("head", compartments=["violence"])


def known(holder: Member, at: datetime, sealed: str = "", **about: Any) -> Person:
    person = factories.person(at=at, **about)
    factories.case(by=holder, at=at, persons=[person], sealed=sealed)
    return Person.objects.get(pk=person.pk)


def words(person: Person) -> str:
    return SearchEntry.objects.values_list("words", flat=True).get(subject="person", subject_id=person.pk)


def written_as_before(person: Person) -> None:
    """With how the name is heard beside its words."""
    kept = [form for form in words(person).split() if not form.startswith("ƣ")]
    SearchEntry.objects.filter(subject="person", subject_id=person.pk).update(words=" ".join([*kept, "ƕzzz"]))


def test_words_of_before_are_written_anew(holder: Member, at: datetime) -> None:
    by = actor_of(holder)
    open_one = known(holder, at, arabic_name="نور الدين الرايس")
    hidden = known(holder, at, sealed="violence", given_name="Fathallah", family_name="Ouazzani")
    other = known(holder, at, given_name="Nordine", family_name="Er-Rays")
    kept = known(holder, at, given_name="Rays")
    actions.merge(kept=kept, absorbed=other, seen=(kept.version, other.version), by=by, at=at)
    everybody = (open_one, hidden, Person.objects.get(pk=kept.pk))
    right = [words(person) for person in everybody]
    for person in everybody:
        written_as_before(person)
    assert not set(right) & {words(person) for person in everybody}
    migration.write_anew(apps, Editor)
    assert [words(person) for person in everybody] == right
    # Names of the record that was merged lead to the one who stays.
    assert queries.found(by, "Noureddine Rais") == [open_one, kept]
    assert queries.found(by, "فتح الله الوزاني") == [hidden]


def test_what_is_written_as_before_is_not_written(
    holder: Member, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    persons = [known(holder, at, given_name=name) for name in ("Karim", "Driss", "Saïd")]
    written_as_before(persons[1])
    monkeypatch.setattr(migration, "BATCH", 1)
    written: list[int] = []
    renew = migration.search.renew
    monkeypatch.setattr(migration.search, "renew", lambda *told, **how: written.append(renew(*told, **how)))
    migration.write_anew(apps, Editor)
    assert sum(written) == 1
    assert len(written) >= len(persons), "a batch at a time"
    migration.write_anew(apps, Editor)
    assert sum(written) == 1


def test_whoever_was_emptied_stays_unknown(holder: Member, at: datetime) -> None:
    person = known(holder, at, given_name="Karim")
    Person.objects.filter(pk=person.pk).update(forgotten_at=at)
    written_as_before(person)
    before = words(person)
    migration.write_anew(apps, Editor)
    assert words(person) == before
