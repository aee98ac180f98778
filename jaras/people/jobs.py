"""What is done about persons while nobody waits."""

from jaras.people import actions


def count_names() -> None:
    """Twice gives the same: everything is counted anew."""
    actions.count_names()
