"""How a line of the log is written: its instant in UTC, no key of an address in it."""

import logging
import re
from datetime import UTC, datetime

# What follows these beginnings opens something: a partner's page, a code, an invitation.
_KEYS = re.compile(r"(/p/|/signaler/recu/|/invitation/)[^\s/?\"']+")


class Universal(logging.Formatter):
    """« 2026-11-25T19:45:10.123Z WARNING django.request: Not Found: /nowhere »."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def format(self, record: logging.LogRecord) -> str:
        return _KEYS.sub(r"\1…", super().format(record))
