"""The decisions of conversations."""

from jaras.conversations.rules.incoming import Attached, Incoming, Kind, Read, Told, Unreadable
from jaras.conversations.rules.reading import Deliverer, NotFetched, Reader, readers, register

__all__ = [
    "Attached",
    "Deliverer",
    "Incoming",
    "Kind",
    "NotFetched",
    "Read",
    "Reader",
    "Told",
    "Unreadable",
    "readers",
    "register",
]
