"""What this copy knows of a channel, read from the settings."""

from collections.abc import Mapping

from django.conf import settings


def values(channel: str) -> Mapping[str, str]:
    """The settings of a channel; nothing where it has none."""
    found: Mapping[str, str] = settings.CHANNELS.get(channel, {})
    return found


def configured(channel: str, *needed: str) -> bool:
    """Whether it has the values it needs; without names, each of them."""
    known = values(channel)
    return bool(known) and all(known.get(name) for name in needed or known)


def in_demo() -> bool:
    """Whether the simulator on this very machine may be spoken to."""
    return bool(settings.MODE == "demo")
