"""The moment that a program writes beside what it tells."""

from datetime import UTC, datetime

MILLISECONDS_FROM = 100_000_000_000  # what counts higher counts in thousandths


def moment(written: str, otherwise: datetime) -> datetime:
    """Seconds since 1970, or ISO 8601, of Greenwich where no zone is named; else the moment of arrival."""
    try:
        if written.isascii() and written.isdigit():
            count = int(written)
            return datetime.fromtimestamp(count / 1000 if count > MILLISECONDS_FROM else count, UTC)
        found = datetime.fromisoformat(written)
    except (ValueError, OverflowError, OSError):
        return otherwise
    return found if found.tzinfo else found.replace(tzinfo=UTC)
