"""Several hands at the same instant, what came of each.

PostgreSQL runs the hands at once; SQLite in memory has one writer, so there they follow each other
(`proof/places.py` runs them at once on its files).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections

from jaras.kernel.access import NotVisible
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

AT_ONCE = connection.vendor == "postgresql"
Act = Callable[[], Any]


def at_once(*hands: Act) -> list[Any]:
    """What came of each: what its action gave, or the refusal it met."""
    start = Barrier(len(hands))

    def together(act: Act) -> Any:
        start.wait()
        try:
            return answer(act)
        finally:
            connections.close_all()

    if not AT_ONCE:
        return [answer(act) for act in hands]
    with ThreadPoolExecutor(len(hands)) as threads:
        return list(threads.map(together, hands))


def answer(act: Act) -> Any:
    try:
        return act()
    except (Refused, Conflict, NotVisible) as refusal:
        return refusal
