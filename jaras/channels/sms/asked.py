"""What is posted to a gateway."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """One request."""

    address: str
    body: bytes
    headers: Mapping[str, str]
