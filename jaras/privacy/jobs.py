"""Each night what has been kept long enough is emptied."""

from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.privacy import actions, queries


def forget_tonight() -> None:
    """A thing is emptied once: run twice, the second finds nothing; never by a clock that may be wrong."""
    at = timezone.now()
    if queries.clock_believed(at=at):
        actions.forget_due(by=SYSTEM, at=at)
