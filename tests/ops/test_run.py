"""A real copy served whole: its first words, a killed server, a clean end."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
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
        deadline = time.monotonic() + 300
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

    def queue(self) -> list[int]:
        """Every process of the queue of jobs, the eldest first."""
        told = subprocess.run(["ps", "-eo", "pid,pgid"], capture_output=True, text=True, check=True).stdout
        heads = self.children("jaras.ops.queue")
        rows = [line.split() for line in told.splitlines()[1:]]
        return sorted(int(pid) for pid, group in rows if int(group) in heads)

    def has_another_queue_than(self, before: set[int]) -> bool:
        now = set(self.queue())
        return len(now) == 5 and not now & before


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with empty_database() as environment:
        served = Served(Copy(data=tmp_path / "data", environment=environment), tmp_path)
        yield served
        served.process.terminate()
        served.process.wait(timeout=60)


def test_a_real_copy_from_its_first_words_to_its_end(served: Served) -> None:
    served.wait_for(lambda: "setup?key=" in served.said())
    assert re.search(rf"Jaras is at http://localhost:{served.port}\n", served.said())
    assert (served.data / "mode").read_text() == "real\n"

    served.wait_for(lambda: served.children("jaras.ops.queue"))
    before = served.children("jaras.ops.server")
    os.kill(before[0], signal.SIGKILL)
    served.wait_for(lambda: "The server ended (-9): starting it again." in served.said())
    served.wait_for(lambda: run.healthy(served.port))
    assert served.children("jaras.ops.server") != before

    served.process.terminate()
    assert served.process.wait(timeout=60) == 0
    assert not run.healthy(served.port)


def test_a_killed_process_of_the_queue_leaves_no_lock_behind(served: Served) -> None:
    served.wait_for(lambda: len(served.queue()) == 5)  # its head, its sentinel, a worker, a monitor, a pusher
    for place in range(1, 5):
        before = set(served.queue())
        os.kill(sorted(before)[place], signal.SIGKILL)
        served.wait_for(partial(served.has_another_queue_than, before))
    assert served.said().count("The worker ended (") == 4
