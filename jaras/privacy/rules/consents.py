"""What a person agreed to, refused, took back."""

from collections.abc import Iterable
from enum import StrEnum

SHARE = "share"
PHOTOGRAPH = "photograph"  # the purpose for which a picture of somebody is kept


class ConsentState(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


RESTRICTIVE = (ConsentState.WITHDRAWN, ConsentState.REFUSED, ConsentState.GIVEN)


def joined(states: Iterable[ConsentState | None]) -> ConsentState | None:
    """Two records are of one person: a no on either of them wins; what was never asked says nothing."""
    said = set(states)
    return next((state for state in RESTRICTIVE if state in said), None)
