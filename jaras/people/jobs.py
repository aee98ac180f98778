"""What is done about persons while nobody waits."""

import subprocess  # nosec B404 - started by name, never through a shell
import sys
from importlib.util import find_spec

from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.people import actions

SEARCH = (sys.executable, "-P", "-m", "jaras.ops.cli", "registry")


def count_names() -> None:
    """Twice gives the same: everything is counted anew."""
    actions.count_names()


def can_search() -> bool:
    """Whether the extra `registry` is installed."""
    return find_spec("splink") is not None and find_spec("duckdb") is not None


def search_registry() -> None:
    """Begins the night run in a process of its own: it gives its memory back, no other job waits for it.

    Begun twice, the second one sees the first at work. It ends with the worker.
    """
    if can_search():
        subprocess.Popen(SEARCH, stdin=subprocess.DEVNULL)  # nosec B603 - our own words


def close_inquiries() -> None:
    """Twice gives the same: what is closed is not asked any more."""
    actions.close_inquiries(by=SYSTEM, at=timezone.now())
