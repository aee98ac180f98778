"""A second start recognises a folder that nothing changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jaras.ops import prepared
from jaras.ops.place import Place


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    execute(tmp_path, "CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, applied TEXT)")
    return Place(data=tmp_path, mode="demo")


def execute(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "jaras.sqlite3")) as connection, connection:
        connection.execute(statement)


def test_what_was_prepared_stays_so(where: Place) -> None:
    assert not prepared.is_fresh(where)
    prepared.remember(where)
    assert prepared.is_fresh(where)


def test_another_database_is_prepared_again(where: Place) -> None:
    prepared.remember(where)
    execute(where.data, "INSERT INTO django_migrations VALUES (1, '2026-11-25')")
    assert not prepared.is_fresh(where)


def test_a_lost_database_is_prepared_again(where: Place) -> None:
    prepared.remember(where)
    (where.data / "jaras.sqlite3").unlink()
    assert not prepared.is_fresh(where)


def test_another_territory_is_prepared_again(where: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared.remember(where)
    monkeypatch.setenv("JARAS_TERRITORY", "06.141")
    assert not prepared.is_fresh(where)


def test_a_database_elsewhere_is_always_looked_at(where: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared.remember(where)
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    assert not prepared.is_fresh(where)
