"""Keeps a few long-lived processes alive, lets none outlive the other."""

import ctypes
import os
import signal
import subprocess  # nosec B404 - started by name, never through a shell
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE_SECONDS = 4.0
TICK_SECONDS = 0.2
QUICK_DEATH_SECONDS = 5.0
QUICK_DEATHS_ALLOWED = 5
LONGEST_YIELD_SECONDS = 10.0
PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Child:
    """One program in a process group of its own, so that its orphans can be found."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    # Begins only once the others are up, so that they have the machine to themselves.
    yields: bool = False
    # Does its work, then ends: it is not started again.
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0

    def start(self, *, lifeline: int) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # nosec B603 - our own words, no shell
            [sys.executable, "-P", "-m", "jaras.ops.lifeline", str(lifeline), *self.command],
            env=os.environ | self.environment,
            pass_fds=[lifeline],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def signal_group(self, number: int) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except (ProcessLookupError, PermissionError):
                # Nothing of the group is left; macOS says so by refusing.
                return

    def has_group(self) -> bool:
        """Whether anything it started is still there, even dead but unburied."""
        if self.process is None:
            return False
        try:
            os.killpg(self.process.pid, 0)
        except (ProcessLookupError, PermissionError):
            return False
        return True

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


class Supervisor:
    """Starts children, restarts those that die, stops all of them together."""

    def __init__(self, children: Sequence[Child], *, say: Callable[[str], None] = print) -> None:
        self.children = list(children)
        self.say = say
        self.stopping = False
        # Children hold the reading end: they see it close when this process dies, however it dies.
        self._lifeline, self._held = os.pipe()

    def run(self, *, when_started: Callable[[], bool] = lambda: True) -> int:
        """Until told to stop; `when_started` is asked again until it says yes."""
        adopt_orphans()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        begun = time.monotonic()
        announced = False
        code = 0
        while not self.stopping:
            announced = announced or when_started()
            for child in self.children:
                waits = child.yields and not announced and time.monotonic() - begun < LONGEST_YIELD_SECONDS
                if child.process is None and not waits:
                    child.start(lifeline=self._lifeline)
            staying_up = [self._keep_alive(child) for child in list(self.children)]
            if not all(staying_up):
                code = 1
                break
            bury_orphans(self.children)
            time.sleep(TICK_SECONDS)
        self._end_all()
        return code

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _keep_alive(self, child: Child) -> bool:
        if not child.ended():
            return True
        child.signal_group(signal.SIGKILL)
        if child.once:
            self.children.remove(child)
            return True
        code = child.process.returncode if child.process else None
        # Whoever was killed is brought back for ever; whoever fails by itself again and again is not.
        failed_at_once = bool(code and code > 0) and time.monotonic() - child.started < QUICK_DEATH_SECONDS
        child.quick_deaths = child.quick_deaths + 1 if failed_at_once else 0
        if child.quick_deaths >= QUICK_DEATHS_ALLOWED:
            self.say(f"The {child.name} cannot stay up: read what it says above, or run `jaras doctor`.")
            return False
        self.say(f"The {child.name} ended ({code}): starting it again.")
        child.start(lifeline=self._lifeline)
        return True

    def _end_all(self) -> None:
        for child in self.children:
            if child.process is not None and not child.ended():
                child.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < deadline and not all(child.ended() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.signal_group(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
        while any(child.has_group() for child in self.children) and time.monotonic() < deadline + 1:
            bury_orphans(self.children)
            time.sleep(0.01)


def adopt_orphans() -> None:
    """On Linux, grandchildren whose parent was killed come to this process to be buried."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def bury_orphans(children: Sequence[Child]) -> None:
    """Collect the exit of adopted processes, without taking those that `Popen` waits for."""
    if sys.platform != "linux":
        return
    ours = {child.process.pid for child in children if child.process is not None}
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None or found.si_pid in ours:
            return
        os.waitpid(found.si_pid, 0)
