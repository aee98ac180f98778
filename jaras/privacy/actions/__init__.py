"""Every write under the law on personal data."""

from jaras.privacy.actions.authorising import authorise, end_authorisation
from jaras.privacy.actions.forgetting import forget, forget_due
from jaras.privacy.actions.holding import end_hold, hold

__all__ = ["authorise", "end_authorisation", "end_hold", "forget", "forget_due", "hold"]
