"""Whole copies of Jaras for tests that run its commands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Copy:
    """One installation, on the engine that the suite runs on."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, *arguments: str) -> tuple[list[str], dict[str, str]]:
        """The line of a verb with its environment, free of what the suite itself was given."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("JARAS_")}
        clean.pop("DJANGO_SETTINGS_MODULE", None)
        needed = {"DATABASE_URL": "", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
        environment = clean | needed | self.environment
        return [sys.executable, "-m", "jaras.ops.cli", *arguments], environment

    def jaras(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command, environment = self.command(*arguments)
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    def migrate(self) -> None:
        self.manage("shell", "--verbosity=0", "--command", "from jaras.ops.setup import migrate; migrate()")

    def manage(self, *arguments: str) -> str:
        self.environment["JARAS_DATA"] = str(self.data)
        done = self.jaras("manage", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def empty_database() -> Iterator[dict[str, str]]:
    """The environment of a database for one copy; SQLite needs none."""
    if connection.vendor != "postgresql":
        yield {}
        return
    import psycopg

    settings = connection.settings_dict
    server = f"{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT'] or 5432}"
    name = f"jaras_{uuid4().hex}"
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": f"postgres://{server}/{name}"}
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
