"""Whoever holds the disk without its keys reads nothing of a sealed story, whichever field was filled."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from jaras.ops import postgres
from tests.ops.marks import Marks, found

ROOT = Path(__file__).resolve().parents[2]
LEAST = 80  # fields that people fill
SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
Tell = Callable[[str], dict[str, Any]]


@pytest.fixture
def tell(tmp_path: Path) -> Iterator[Tell]:
    """`tell("at-once")`: the story on the engine under test, in a folder, in a cluster of its own."""

    def told(when: str, *, url: str = "", cluster: str = "") -> dict[str, Any]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("JARAS_", "DATABASE_"))
        }
        kept |= {"DATABASE_URL": url} if url else {}
        done = subprocess.run(
            [sys.executable, "-m", "tests.ops.stolen_disk", when, *filter(None, [cluster])],
            cwd=ROOT,
            env=kept
            | {
                "JARAS_DATA": str(tmp_path / "data"),
                "JARAS_KEYS": str(tmp_path / "keys" / "master.json"),
                "DJANGO_SETTINGS_MODULE": "tests.ops.settings",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (tmp_path / "data" / "server.log").write_text(done.stderr)
        return dict(json.loads(done.stdout.splitlines()[-1]))

    if SQLITE:
        yield told
        return
    with postgres.temporary() as cluster:
        yield lambda when: told(when, url=cluster.url, cluster=str(cluster.folder))


def test_what_is_told_sealed_is_never_written_plainly(tell: Tell, tmp_path: Path) -> None:
    told = tell("at-once")
    assert told["untyped"] == [], "no word of the story stands there: fill it in tests/ops/sealed_story.py"
    assert told["fields"] >= LEAST
    assert set(told["pages"].values()) == {200}
    assert told["waiting"] == [], "while letters, jobs wait"
    assert told["kept"] == [], "once they were done, pages read, a copy made"
    assert found(Marks().pattern(), tmp_path / "data") == [], "the log of the server among them"


def test_what_is_sealed_later_is_written_over(tell: Tell) -> None:
    told = tell("later")
    assert told["untyped"] == []
    assert told["waiting"], "until the worker comes: or no test here would find anything at all"
    assert told["rows"] == []
    # PostgreSQL keeps old bytes in its journal, its pages: docs/deploy.md.
    assert told["kept"] == [] or not SQLITE
