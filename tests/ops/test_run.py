"""A real copy served whole: its first words, a killed server, a clean end."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jaras.ops import run
from jaras.ops.postgres import free_port
from tests.ops.copies import ROOT, Copy, empty_database


class Served:
    """A copy served by the command that people type."""

    def __init__(self, copy: Copy, folder: Path) -> None:
        self.port = free_port()
        self.data = copy.data
        self.words = folder / "words"
        line = ["run", "--real", "--data", str(copy.data), "--port", str(self.port), "--workers", "1"]
        command, environment = copy.command(*line)
        with self.words.open("w") as words:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment | {"PYTHONUNBUFFERED": "1"}, stdout=words, stderr=words
            )

    def said(self) -> str:
        return self.words.read_text()

    def wait_for(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 90
        while not condition():
            if time.monotonic() > deadline or self.process.poll() is not None:
                pytest.fail(self.said())
            time.sleep(0.1)

    def children(self, name: str) -> list[int]:
        told = subprocess.run(
            ["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
        ).stdout
        found = [line.split(None, 2) for line in told.splitlines()[1:]]
        return [int(pid) for pid, parent, line in found if int(parent) == self.process.pid and name in line]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with empty_database() as environment:
        served = Served(Copy(data=tmp_path / "data", environment=environment), tmp_path)
        yield served
        served.process.terminate()
        served.process.wait(timeout=10)


def test_a_real_copy_from_its_first_words_to_its_end(served: Served) -> None:
    served.wait_for(lambda: "setup?key=" in served.said())
    assert re.search(rf"Jaras is at http://localhost:{served.port}\n", served.said())
    assert (served.data / "mode").read_text() == "real\n"

    served.wait_for(lambda: served.children("qcluster"))
    before = served.children("jaras.ops.server")
    os.kill(before[0], signal.SIGKILL)
    served.wait_for(lambda: "The server ended (-9): starting it again." in served.said())
    served.wait_for(lambda: run.healthy(served.port))
    assert served.children("jaras.ops.server") != before

    begun = time.monotonic()
    served.process.terminate()
    assert served.process.wait(timeout=10) == 0
    assert time.monotonic() - begun < 6
    assert not run.healthy(served.port)
