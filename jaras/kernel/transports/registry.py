"""The ways by which a message may leave, each named by the adapter that knows it."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from jaras.kernel.transports.message import Outbound, Receipt, Terms


class Transport(Protocol):
    """One way; it is called by the gate alone."""

    @property
    def channel(self) -> str:
        """A code: whatsapp, facebook, sms, email, ..."""
        ...

    @property
    def ready(self) -> bool:
        """Whether this copy has what it needs to send."""
        ...

    def send(self, message: Outbound) -> Receipt:
        """Hand it over; raises `NotSent`, nothing else."""
        ...

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        """What may be sent to somebody who wrote last at this moment."""
        ...


_known: dict[str, Transport] = {}


def register(transport: Transport) -> None:
    """Make a way known; a second one of the same name takes its place."""
    _known[transport.channel] = transport


def transports() -> Mapping[str, Transport]:
    return MappingProxyType(_known)
