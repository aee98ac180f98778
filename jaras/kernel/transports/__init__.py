"""Every message to a person leaves here, after the guard was asked."""

from jaras.kernel.transports.gate import follow, send, told
from jaras.kernel.transports.guard import quiet, topics
from jaras.kernel.transports.identity import identity
from jaras.kernel.transports.mail import letter
from jaras.kernel.transports.marks import contact_marks, lift_mark, marked, put_mark
from jaras.kernel.transports.message import (
    Held,
    NotSent,
    Outbound,
    Receipt,
    Stopped,
    Template,
    Terms,
    Went,
)
from jaras.kernel.transports.registry import Transport, register, transports

__all__ = [
    "Held",
    "NotSent",
    "Outbound",
    "Receipt",
    "Stopped",
    "Template",
    "Terms",
    "Transport",
    "Went",
    "contact_marks",
    "follow",
    "identity",
    "letter",
    "lift_mark",
    "marked",
    "put_mark",
    "quiet",
    "register",
    "send",
    "told",
    "topics",
    "transports",
]
