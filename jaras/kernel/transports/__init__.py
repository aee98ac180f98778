"""Every message to a person leaves here, after the guard was asked."""

from jaras.kernel.transports.message import Held, NotSent, Outbound, Receipt, Stopped, Terms, Went
from jaras.kernel.transports.registry import Transport, register, transports

__all__ = [
    "Held",
    "NotSent",
    "Outbound",
    "Receipt",
    "Stopped",
    "Terms",
    "Transport",
    "Went",
    "register",
    "transports",
]
