"""An environment of their own for outside programs that look for holes, which reach loopback alone."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jaras.ops.repository import repository_root

LOCK = "requirements-outside.lock"
# Python reads `sitecustomize` first: whatever the program does later, this hook is asked.
GUARD = """
import ipaddress, os, sys
def hook(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else "localhost"
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    try:
        near = host in (None, "", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        near = False
    if not near:
        with open(os.environ["JARAS_PROOF_REFUSED"], "a") as told:
            told.write(f"{host}\\n")
        raise OSError("loopback only")
sys.addaudithook(hook)
"""


@dataclass(frozen=True)
class Apart:
    """Where the programs stand, where they may write."""

    folder: Path

    @property
    def refused(self) -> Path:
        """The names they wanted outside this machine, one a line."""
        return self.folder / "refused"

    def program(self, name: str) -> str:
        return str(self.folder / "venv" / "bin" / name)

    def run(self, command: Sequence[str], seconds: float) -> "subprocess.CompletedProcess[str]":
        """What a program says; a `TimeoutExpired` where it does not end."""
        hidden = ("JARAS_", "DJANGO_", "DATABASE_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "PYTHON")
        kept = {name: text for name, text in os.environ.items() if not name.upper().startswith(hidden)}
        environment = kept | {
            "HOME": str(self.folder),
            "PYTHONPATH": str(self.folder / "guard"),
            "JARAS_PROOF_REFUSED": str(self.refused),
        }
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )


def apart(folder: Path) -> Apart:
    """Installs the locked programs, nothing else; the environment of Jaras stays as it is."""
    root, uv = repository_root(), str(Path(sys.executable).with_name("uv"))
    python = str(folder / "venv" / "bin" / "python")
    quiet = [uv, "pip", "install", "--quiet", "--python", python]
    for line in (
        [uv, "venv", "--quiet", "--python", sys.executable, str(folder / "venv")],
        [*quiet, "--require-hashes", "--build-constraints", LOCK, "-r", LOCK],
    ):
        subprocess.run(line, cwd=root, check=True)
    guard = folder / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    made = Apart(folder)
    _guarded(made, python)
    return made


def _guarded(made: Apart, python: str) -> None:
    """The guard is tried before anything relies on it; 192.0.2.1 stands for nobody."""
    code = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    told = made.run([python, "-c", code], 30)
    if "loopback only" not in told.stderr or made.refused.read_text() != "192.0.2.1\n":
        raise SystemExit(f"Outside programs could reach outside: {told.stderr[-500:]}")
    made.refused.unlink()
