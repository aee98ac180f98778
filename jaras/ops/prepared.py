"""Whether a data folder is as its last setup left it, told without starting Django."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from jaras.ops.place import Place
from jaras.ops.repository import is_clone, repository_root
from jaras.ops.steps import Steps

# Made from the rest, so they say nothing new.
DERIVED = {".pyc", ".mo"}


def is_fresh(where: Place) -> bool:
    """Only the file database of a clone can be judged from outside; elsewhere setup looks for itself."""
    if not is_clone() or os.environ.get("DATABASE_URL"):
        return False
    if not (where.data / "static" / "staticfiles.json").exists():
        return False
    return _steps(where).succeeded("prepared", _inputs(where))


def remember(where: Place) -> None:
    if is_clone() and not os.environ.get("DATABASE_URL"):
        _steps(where).mark("prepared", _inputs(where))


def _steps(where: Place) -> Steps:
    return Steps(where.data / "stamps")


def _inputs(where: Place) -> Iterator[Path | bytes]:
    root = repository_root()
    yield from (
        path for path in sorted((root / "jaras").rglob("*")) if path.is_file() and path.suffix not in DERIVED
    )
    yield from (root / name for name in ("requirements.lock", "package-lock.json"))
    yield f"{where.mode} {os.environ.get('JARAS_TERRITORY')}".encode()
    yield _state_of(where.data / "jaras.sqlite3")
    yield _state_of(where.data / "reads.sqlite3")


def _state_of(database: Path) -> bytes:
    """What changes whenever the tables do, or when another file was put in its place."""
    if not database.exists():
        return b"none"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            tables = connection.execute("PRAGMA schema_version").fetchone()
            applied = connection.execute("SELECT count(*), max(applied) FROM django_migrations").fetchone()
        except sqlite3.DatabaseError as error:
            return str(error).encode()
    return f"{tables} {applied}".encode()
