"""What the law on personal data lets us keep, until when."""

from jaras.privacy.rules.consents import PHOTOGRAPH, SHARE, ConsentState, joined
from jaras.privacy.rules.identity import CARD, looks_like_number, normalised
from jaras.privacy.rules.keeping import Declared, Kept, years_after, years_before
from jaras.privacy.rules.requests import ON_PAGE, OPEN, RIGHTS_REQUEST, RequestState, fits
from jaras.privacy.rules.staying import Stay, Staying
from jaras.privacy.rules.verbs import PrivacyVerb

__all__ = [
    "CARD",
    "ON_PAGE",
    "OPEN",
    "PHOTOGRAPH",
    "RIGHTS_REQUEST",
    "SHARE",
    "ConsentState",
    "Declared",
    "Kept",
    "PrivacyVerb",
    "RequestState",
    "Stay",
    "Staying",
    "fits",
    "joined",
    "looks_like_number",
    "normalised",
    "years_after",
    "years_before",
]
