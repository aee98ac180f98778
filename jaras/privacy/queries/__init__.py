"""What is read about what is kept."""

from jaras.privacy.queries.authorisation import authorisation, may_keep_health
from jaras.privacy.queries.consents import (
    both_said,
    consent_states,
    last_said,
    last_share,
    ledger,
    may_be_photographed,
    photograph,
)
from jaras.privacy.queries.declaring import undeclared
from jaras.privacy.queries.ending import Source, concerned, ends, kinds, persons_ended, source_of
from jaras.privacy.queries.identity import digest, identity_number, identity_numbers, with_identity_number
from jaras.privacy.queries.keeping import (
    Tonight,
    due,
    held_alone,
    held_back,
    hold_on,
    holds,
    kept_until,
    receipts,
    tonight,
)
from jaras.privacy.queries.lived import clock_believed
from jaras.privacy.queries.noticing import Notice, notice
from jaras.privacy.queries.requests import (
    asked_with,
    ended_requests,
    open_requests,
    request_of,
    requests_ended,
    uncopied,
)
from jaras.privacy.queries.telling import Held, held_on, reaches

__all__ = [
    "Held",
    "Notice",
    "Source",
    "Tonight",
    "asked_with",
    "authorisation",
    "both_said",
    "clock_believed",
    "concerned",
    "consent_states",
    "digest",
    "due",
    "ended_requests",
    "ends",
    "held_alone",
    "held_back",
    "held_on",
    "hold_on",
    "holds",
    "identity_number",
    "identity_numbers",
    "kept_until",
    "kinds",
    "last_said",
    "last_share",
    "ledger",
    "may_be_photographed",
    "may_keep_health",
    "notice",
    "open_requests",
    "persons_ended",
    "photograph",
    "reaches",
    "receipts",
    "request_of",
    "requests_ended",
    "source_of",
    "tonight",
    "uncopied",
    "undeclared",
    "with_identity_number",
]
