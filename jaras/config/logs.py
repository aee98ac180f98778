"""How a line of the log begins: its instant in UTC, whatever the machine believes of its zone."""

import logging
from datetime import UTC, datetime


class Universal(logging.Formatter):
    """« 2026-11-25T19:45:10.123Z WARNING django.request: Not Found: /nowhere »."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
