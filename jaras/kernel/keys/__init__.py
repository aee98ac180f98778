"""What a stolen disk does not tell: values under keys that are kept outside the database."""

from jaras.kernel.keys import ring
from jaras.kernel.keys.envelopes import destroy, held
from jaras.kernel.keys.fields import (
    KeyField,
    Sealed,
    SealedCharField,
    SealedColumn,
    SealedJSONField,
    SealedTextField,
    at_hand,
    beginning,
)
from jaras.kernel.keys.ring import KeysMissing
from jaras.kernel.keys.values import Unreadable, opened, prepare

__all__ = [
    "KeyField",
    "KeysMissing",
    "Sealed",
    "SealedCharField",
    "SealedColumn",
    "SealedJSONField",
    "SealedTextField",
    "Unreadable",
    "at_hand",
    "beginning",
    "destroy",
    "held",
    "opened",
    "prepare",
    "ring",
]
