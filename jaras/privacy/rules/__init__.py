"""What the law on personal data lets us keep, until when."""

from jaras.privacy.rules.keeping import Declared, Kept, years_after, years_before
from jaras.privacy.rules.verbs import PrivacyVerb

__all__ = ["Declared", "Kept", "PrivacyVerb", "years_after", "years_before"]
