"""What an examination may find, beside that all is well."""

from datetime import timedelta


class Fault(Exception):
    """Something that must be mended; the message says how."""


class Advice(Exception):
    """Something that would be better otherwise; the message says how."""


def long(length: timedelta) -> str:
    """A length in the largest unit that says enough."""
    minutes = int(length.total_seconds()) // 60
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"
