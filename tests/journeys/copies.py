"""A whole copy of the product on its own port, as a browser meets it."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Page

from tests.factories import PASSWORD

ROOT = Path(__file__).parents[2]
PATIENCE_S = 300
TERRITORY = """
import django; django.setup()
from django.utils import timezone
from jaras.kernel.actor import SYSTEM
from jaras.territory import actions
actions.load(by=SYSTEM, at=timezone.now())
actions.choose(province_code="05.311", invented=True, by=SYSTEM, at=timezone.now())
"""


class Copy:
    """Where it is served, what its register holds."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, _free_port()
        self.url = f"http://localhost:{self.port}"
        outside = {name: value for name, value in os.environ.items() if not name.startswith("JARAS_")}
        outside.pop("DATABASE_URL", None)
        self.environment = outside | {
            "JARAS_DATA": str(data),
            "JARAS_PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        }

    def run(self, *arguments: str) -> None:
        """Python in this copy, to its end."""
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, check=True, capture_output=True
        )

    def rows(self, question: str, *values: Any, file: str = "jaras.sqlite3") -> list[tuple[Any, ...]]:
        """What its register, or the file of its reads, answers to an SQL question."""
        with sqlite3.connect(f"file:{self.data / file}?mode=ro", uri=True) as register:
            answer = register.execute(question, values).fetchall()
        register.close()
        return answer

    def wait_for(self, answer: list[tuple[Any, ...]], question: str, *values: Any, **where: str) -> None:
        """Until its register answers so: the queue of jobs has its own pace."""
        deadline = time.monotonic() + PATIENCE_S
        while (found := self.rows(question, *values, **where)) != answer:
            assert time.monotonic() < deadline, f"{question}: {found}"
            time.sleep(0.5)


@cache
def _set_up(folder: Path) -> Path:
    """A data folder that is set up, never served: every journey begins from it."""
    folder.mkdir()
    copy = Copy(folder)
    copy.run("-c", "import django; django.setup(); from jaras.ops.setup import migrate; migrate()")
    copy.run("-m", "django", "collectstatic", "--noinput", "-v0")
    copy.run("-c", TERRITORY)
    return folder


def signed_in(copy: Copy, open_window: Callable[..., Page], language: str, email: str) -> Page:
    """A window of a member in their language, signed in through the door."""
    window = open_window("fr-FR" if language == "fr" else "ar-MA")
    window.goto(f"{copy.url}/account/login/")
    window.locator("#id_login").fill(email)
    window.locator("#id_password").fill(PASSWORD)
    window.locator("form:has(#id_password) [data-main]").click()
    window.wait_for_url(lambda address: "/account/login" not in address)
    return window


@contextmanager
def served(data: Path) -> Iterator[Copy]:
    """Set up, serve, stop."""
    shutil.copytree(_set_up(data.parent / "set-up"), data, dirs_exist_ok=True)
    copy = Copy(data)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(copy.port)]
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "jaras.config.wsgi:application"],
            cwd=ROOT,
            env=copy.environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"{copy.url}/health")
            yield copy
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_S)


@contextmanager
def working(copy: Copy) -> Iterator[None]:
    """The queue of jobs of this copy, with its timetable, as `./run` keeps it beside the server."""
    with (copy.data / "queue.log").open("wb") as log:
        queue = subprocess.Popen(
            [sys.executable, "-m", "jaras.ops.queue"],
            cwd=ROOT,
            env=copy.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,  # it ends its whole group
        )
        try:
            yield
        finally:
            queue.terminate()
            queue.wait(timeout=PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urlopen(address, timeout=5) as answer:
                answer.read()
                return
        except OSError:  # nobody there yet, or busy for longer than we listen
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
