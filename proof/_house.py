"""A whole copy of Jaras, served in processes of its own, for a proof to hurt."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

from jaras.ops.postgres import free_port
from jaras.ops.proof import SHARED
from jaras.ops.repository import repository_root
from proof._saying import said, tell

FIRST_ANSWER_S = 180.0  # of a machine that does much else; one that was killed must be back sooner

PREPARE = """
import json, django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from jaras.governance import actions, queries
from jaras.governance.models import actor_of
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.territory import actions as territory
now = timezone.now()
territory.load(by=SYSTEM, at=now)
territory.choose(province_code="05.311", invented=False, by=SYSTEM, at=now)
tokens = []
for number in range({members}):
    invitation = actions.invite(email=f"proof{{number}}@example.org", name=f"Proof {{number}}",
                                roles=["operator"], by=SYSTEM, at=now)
    member = actions.accept_invitation(token=queries.key_of(invitation), name=invitation.name,
                                       password="une-cloche-dans-la-nuit", by=NOBODY, at=now)
    tokens.append(actions.create_token(name="proof", by=actor_of(member), at=now)[1])
print(json.dumps(tokens))
"""


@dataclass
class House:
    """The folder, the port, the process that supervises, the keys of its operators."""

    data: Path
    port: int
    database: str
    tokens: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    settings: dict[str, str] = field(default_factory=dict)  # more of the environment

    @property
    def environment(self) -> dict[str, str]:
        tools = Path(sys.executable).parent
        return {name: value for name, value in os.environ.items() if not name.startswith("JARAS_")} | {
            "JARAS_DATA": str(self.data),
            "JARAS_MODE": "real",
            "JARAS_PORT": str(self.port),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "jaras.config.settings",
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            **self.settings,
        }

    def run(self, code: str) -> str:
        """What a program inside the house prints."""
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=repository_root(),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def jaras(self, *arguments: str) -> list[str]:
        return [sys.executable, "-P", "-m", "jaras.ops.cli", *arguments]

    def start(self) -> None:
        command = self.jaras("run", "--port", str(self.port), "--data", str(self.data), "--no-setup")
        self.process = subprocess.Popen(
            command, env=self.environment, cwd=repository_root(), stdout=said(), stderr=subprocess.STDOUT
        )
        self.wait_until_healthy(FIRST_ANSWER_S)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def wait_until_healthy(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/health")[0] == 200:
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)
        raise AssertionError("The house does not answer any more.")

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """One request on a connection of its own; the answer's JSON where it is JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {"Content-Type": "application/json", **(headers or {})})
            answer = connection.getresponse()
            content = answer.read()
            told = answer.getheader("Content-Type", "")
            return answer.status, json.loads(content) if "json" in (told or "") else content
        finally:
            connection.close()

    def below(self) -> dict[int, str]:
        """Every living process under the supervisor, with its command line."""
        assert self.process is not None
        found: dict[int, str] = {}
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    waiting += [int(child) for child in task.read_text().split()]
                except OSError:
                    continue
            try:
                found[pid] = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
        found.pop(self.process.pid, None)
        return found

    def kill(self, pid: int) -> None:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return


@contextmanager
def house(*, database: str = "", members: int = 4, settings: dict[str, str] | None = None) -> Iterator[House]:
    """A served copy with some operators, gone with its folder."""
    with tempfile.TemporaryDirectory(prefix="jaras-proof-") as folder:
        built = House(Path(folder), free_port(), database, [], settings=settings or {})
        try:
            _set_up(built)
            built.tokens = json.loads(built.run(PREPARE.format(members=members)).splitlines()[-1])
            built.start()
            yield built
        except BaseException:
            tell()
            raise
        finally:
            built.stop()


def _set_up(built: House) -> None:
    """On SQLite a copy of the first that this run of proofs set up, never served; else from nothing.

    A house of another hour is set up in that hour: its timetable begins there.
    """
    shared = os.environ.get(SHARED)
    if built.database or not shared or "PROOF_HOURS" in os.environ:
        _set_up_anew(built)
        return
    made = Path(shared) / "made"
    with (Path(shared) / "lock").open("w") as lock:
        flock(lock, LOCK_EX)  # two proofs may begin at once
        if not made.exists():
            first = House(Path(shared) / "being-made", built.port, "", [])
            first.data.mkdir()
            _set_up_anew(first)
            first.data.rename(made)
    shutil.copytree(made, built.data, dirs_exist_ok=True)


def _set_up_anew(built: House) -> None:
    subprocess.run(
        [*built.jaras("setup"), "--data", str(built.data)],
        env=built.environment,
        cwd=repository_root(),
        check=True,
        stdout=said(),
        stderr=subprocess.STDOUT,
    )
