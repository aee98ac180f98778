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

    def memory_mb(self) -> dict[str, int]:
        """Proportional set size of the server with its workers, in MB: a page they share counts once.

        `own` is what only the machine's memory holds; the rest are pages of files, given back when needed.
        """
        totals = {"Pss": 0, "Pss_Anon": 0}
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, _, size = line.partition(":")
                if name in totals:
                    totals[name] += int(size.split()[0])
        return {"all": round(totals["Pss"] / 1024), "own": round(totals["Pss_Anon"] / 1024)}

    def cpu_seconds(self) -> float:
        ticks = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(port: int, module: str, *, settings: str, health: str, workers: int = 2) -> Iterator[Served]:
    """`module:application` behind the server of the product, as the product starts it."""
    command = server(port, workers=workers, threads=2).command
    command = [*command[:-1], f"{module}:application"]
    environment = os.environ | {"JARAS_PORT": str(port), "DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen([sys.executable, "-m", *command], env=environment)
    try:
        _wait(process, port, health)
        yield Served(port, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"The server did not answer {path} within a minute.")
