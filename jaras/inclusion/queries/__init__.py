"""What inclusion reads."""

from jaras.inclusion.queries.contents import content
from jaras.inclusion.queries.due import reviews_due, steps_due
from jaras.inclusion.queries.projects import current, of_case, opened

__all__ = ["content", "current", "of_case", "opened", "reviews_due", "steps_due"]
