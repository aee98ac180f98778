"""Swaks writes to our letter box; a server of others takes what we write."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from jaras.ops.postgres import free_port
from proof._installed import program


def swaks(port: int, *arguments: str, letter: bytes = b"") -> int:
    """The code with which the server let it go: 0, else that of swaks (24: no recipient was taken)."""
    with tempfile.TemporaryDirectory(prefix="jaras-swaks-") as folder:
        given = list(arguments)
        if letter:
            path = Path(folder) / "letter.eml"
            path.write_bytes(letter)
            given += ["--data", f"@{path}"]
        command = [program("swaks", "swaks"), "--server", "127.0.0.1", "--port", str(port), "--silent", "3"]
        return subprocess.run([*command, *given], check=False, timeout=60).returncode


@dataclass
class PostOffice:
    """What somebody's mail server took from us."""

    port: int = field(default_factory=free_port)
    taken: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter: Any = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append(letter)
        return "250 Ok"

    def to(self, address: str) -> list[EmailMessage]:
        return [each for each in self.taken if each["To"] == address]


@contextmanager
def post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
