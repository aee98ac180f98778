"""What is read about what is kept."""

from jaras.privacy.queries.authorisation import authorisation, may_keep_health
from jaras.privacy.queries.declaring import undeclared
from jaras.privacy.queries.ending import Source, concerned, ends, kinds, persons_ended, source_of
from jaras.privacy.queries.keeping import Tonight, due, hold_on, holds, kept_until, receipts, tonight

__all__ = [
    "Source",
    "Tonight",
    "authorisation",
    "concerned",
    "due",
    "ends",
    "hold_on",
    "holds",
    "kept_until",
    "kinds",
    "may_keep_health",
    "persons_ended",
    "receipts",
    "source_of",
    "tonight",
    "undeclared",
]
