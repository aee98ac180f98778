"""Rows that were written before anything was sealed come through the migrations with every word."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
LEAST = 50  # sealed columns that existed then


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[dict[str, str]]:
    """A database of its own on the engine under test: none on SQLite, where a folder is one."""
    if connection.vendor == "sqlite":
        yield {}
        return
    name = f"old_rows_{token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield {"DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_every_word_of_before_is_sealed_then_read(elsewhere: dict[str, str], tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "JARAS_KEYS")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ops.old_rows"],
        cwd=ROOT,
        env=kept
        | {"JARAS_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "jaras.config.settings"}
        | elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip(), done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["written"] >= LEAST
