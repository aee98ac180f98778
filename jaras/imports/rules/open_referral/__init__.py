"""What a document of Open Referral (HSDS 3.0) says, as the specification nests it."""

from jaras.imports.rules.open_referral.document import BadDocument, Wrong, read
from jaras.imports.rules.open_referral.reading import Reading

__all__ = ["BadDocument", "Reading", "Wrong", "read"]
