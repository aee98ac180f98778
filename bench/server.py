"""A server process for one measurement, with the memory it takes."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jaras.ops.run import server


class Served:
    """The processes behind a port."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self.process = port, process

    def pids(self) -> list[int]:
        """The server with its workers, from the kernel's own table."""
        pids, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            pids.append(pid)
            children = Path(f"/proc/{pid}/task/{pid}/children")
            waiting += [int(each) for each in children.read_text().split()] if children.exists() else []
        return pids

    def memory_mb(self) -> float:
        """Proportional set size of every process, in MB."""
        total = 0
        for pid in self.pids():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def cpu_seconds(self) -> float:
        ticks = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(port: int, application: str, *, health: str, workers: int = 2) -> Iterator[Served]:
    command = server(port, workers=workers, threads=2).command
    command = [*command[:-1], application]
    environment = os.environ | {"JARAS_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", *command], env=environment)
    try:
        _wait(port, health)
        yield Served(port, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int, path: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not answer within a minute.")
