"""A hundred thousand bells of the past behind those that hang today."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from jaras.bells import actions
from jaras.bells.models import Bell
from jaras.bells.rules import BellState
from jaras.governance.models import Member, actor_of

PAST, READ, OPEN = 100_000, 60, 60  # of those that ended, the last sixty keep their words
HOUR = timedelta(hours=1)


def hang(who: Member) -> None:
    """Of those that hang, half are past their day."""
    now, me = timezone.now(), actor_of(who)
    first = now - timedelta(days=700)
    for part in range(0, PAST, 5000):
        Bell.objects.bulk_create(_past(who, number, first) for number in range(part, part + 5000))
    for number in range(READ + OPEN):
        at = now - 40 * HOUR + number * timedelta(minutes=1)
        said: dict[str, Any] = {"what": f"Appeler la porte {number}", "who": who, "role": "PIVOT"}
        due = now + HOUR * (1 if number % 2 else -1)
        bell = actions.ring(**said, due_at=due, place_text="Gare routière", by=me, at=at)
        if number < READ:
            actions.finish(bell=bell, evidence="Vu sur place", by=me, at=at)


def _past(who: Member, number: int, first: datetime) -> Bell:
    at = first + number * timedelta(minutes=9)
    state = BellState.DROPPED if number % 9 == 0 else BellState.DONE
    days = {
        "rung_at": at,
        "due_at": at + 48 * HOUR,
        "first_due_at": at + 48 * HOUR,
        "ended_at": at + 30 * HOUR,
    }
    kept = {"role": "PIVOT", "state": state, "token": f"bench-{number}"}
    return Bell(who=who, rung_by=who, **days, **kept)
