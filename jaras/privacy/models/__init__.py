"""What is kept under the law on personal data."""

from jaras.privacy.models.consents import Consent
from jaras.privacy.models.identity import IdentityNumber
from jaras.privacy.models.keeping import Authorisation, Hold, Receipt
from jaras.privacy.models.photographs import Photograph
from jaras.privacy.models.requests import PersonalCopy, RightsRequest

__all__ = [
    "Authorisation",
    "Consent",
    "Hold",
    "IdentityNumber",
    "PersonalCopy",
    "Photograph",
    "Receipt",
    "RightsRequest",
]
