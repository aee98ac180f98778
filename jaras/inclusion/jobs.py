"""What happens to life projects by itself: their day of review comes."""

from django.utils import timezone

from jaras.inclusion import actions
from jaras.kernel.actor import SYSTEM


def let_reviews_fall_due() -> int:
    """Run as often as one likes: a project falls due once."""
    return actions.fall_due(by=SYSTEM, at=timezone.now())
