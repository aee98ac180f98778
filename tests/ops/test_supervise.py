"""Children are restarted, stopped together, never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jaras.ops import run
from jaras.ops.place import Place, Refusal

# A child that has a child of its own, as servers have workers: both write who they are.
CHILD = """
import os, time
pid = os.fork()
with open(os.environ["LOG"], "a") as log:
    print(os.getpid(), file=log)
time.sleep(600)
"""
SUPERVISOR = """
import sys
from jaras.ops.supervise import Child, Supervisor
sys.exit(Supervisor([Child(name="child", command=["sleeper"])]).run())
"""


class Family:
    """A supervisor in its own process, with whatever its child started."""

    def __init__(self, folder: Path) -> None:
        (folder / "sleeper.py").write_text(CHILD)
        self.log = folder / "pids"
        self.log.touch()
        environment = os.environ | {"LOG": str(self.log), "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{folder}"}
        self.supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR], env=environment)

    def members(self, count: int) -> list[int]:
        """The first `count` processes that wrote who they are."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            lines = self.log.read_text().split()
            if len(lines) >= count:
                return [int(line) for line in lines[:count]]
            time.sleep(0.05)
        pytest.fail(f"{count} processes were expected: {self.log.read_text()!r}")


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    family = Family(tmp_path)
    yield family
    family.supervisor.kill()
    family.supervisor.wait()


def gone(pid: int, *, within: float = 60) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def state_of(pid: int) -> str:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout[:1]


def test_a_killed_child_is_started_again_without_its_orphans(family: Family) -> None:
    before = family.members(2)
    os.kill(min(before), signal.SIGKILL)
    after = family.members(4)[2:]
    assert all(gone(pid) for pid in before)
    assert not set(before) & set(after)


def test_everything_stops_when_asked(family: Family) -> None:
    members = family.members(2)
    family.supervisor.terminate()
    family.supervisor.wait(timeout=60)
    assert all(gone(pid) for pid in members)


def test_nothing_outlives_a_killed_supervisor(family: Family) -> None:
    members = family.members(2)
    family.supervisor.kill()
    family.supervisor.wait()
    # Orphans of a killed process are the system's to bury: it is enough that none runs.
    assert all(gone(pid) or state_of(pid) == "Z" for pid in members)


def test_a_child_that_cannot_start_is_given_up_with_a_sentence() -> None:
    script = SUPERVISOR.replace("sleeper", "no_such_module")
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=300
    )
    told = done.stdout.splitlines()
    assert done.returncode == 1
    assert told[-1] == "The child cannot stay up: read what it says above, or run `jaras doctor`."


def test_a_port_already_taken_is_told() -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refusal, match=rf"Port {port} is already taken: .* --port {port + 1}"):
            run.require_free(port)


def test_one_folder_is_served_once(tmp_path: Path) -> None:
    where = Place(data=tmp_path, mode="demo")
    expected = pytest.raises(Refusal, match=r"already served .* give the second copy its own")
    with run.served_once(where, 8000), expected, run.served_once(where, 8001):
        pytest.fail("served twice")


def test_what_is_done_once_is_not_begun_again(tmp_path: Path) -> None:
    (tmp_path / "worker.py").write_text("import os; print(os.getpid(), file=open(os.environ['LOG'], 'a'))")
    script = """
import sys, time
from jaras.ops.supervise import Child, Supervisor
once = Child(name="once", command=["worker"], once=True)
supervisor = Supervisor([once])
begun = time.monotonic()
def stop():
    supervisor.stopping = once.ended() and time.monotonic() - begun > 2
    return False
sys.exit(supervisor.run(when_started=stop))
"""
    log = tmp_path / "pids"
    environment = os.environ | {"LOG": str(log), "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{tmp_path}"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=False, timeout=120)
    assert done.returncode == 0
    assert len(log.read_text().split()) == 1
