"""When a message that nobody took is tried again, when nobody is hoped for any more."""

from datetime import datetime, timedelta

# What lies between one try and the next: eight tries in some twenty-five hours.
BETWEEN = (
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 3, 6, 14)),
)
MOST_TRIES = len(BETWEEN) + 1
# A webhook whose every try failed for so long falls silent.
SILENT_FOR = timedelta(days=3)


def next_try(tries: int, at: datetime) -> datetime | None:
    """After so many tries; nothing after the last."""
    return at + BETWEEN[tries - 1] if 0 < tries < MOST_TRIES else None
