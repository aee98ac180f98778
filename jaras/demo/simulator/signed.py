"""Addresses of files that carry their own signature, as those of Meta do."""

from django.core.signing import Signer
from django.urls import reverse

from jaras.channels.base.signatures import same
from jaras.demo.simulator.wire import own_address

SALT = "jaras.demo.simulator"


def path_of(number: str) -> str:
    return f"{reverse('simulator-file', args=[number])}?signature={_signature(number)}"


def address_of(number: str) -> str:
    """The same, as this copy reaches it over the network."""
    return own_address(path_of(number))


def is_signed(number: str, signature: str) -> bool:
    return same(signature, _signature(number))


def _signature(number: str) -> str:
    return Signer(salt=SALT).signature(number)
