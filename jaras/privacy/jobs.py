"""Each night what has been kept long enough is emptied."""

from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.privacy import actions


def forget_tonight() -> None:
    """A thing is emptied once: run twice, the second finds nothing."""
    actions.forget_due(by=SYSTEM, at=timezone.now())
