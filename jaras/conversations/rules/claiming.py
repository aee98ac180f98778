"""Answers that belong to no conversation: the package that wrote the letter takes them itself."""

from datetime import datetime
from typing import Protocol

from jaras.conversations.rules.incoming import Incoming


class Claim(Protocol):
    """Whether it took these words; it never says why not: then they are a conversation like others."""

    def __call__(self, incoming: Incoming, *, channel: str, at: datetime) -> bool: ...


_claims: list[Claim] = []


def claim(taker: Claim) -> None:
    """Ask this one before a conversation begins."""
    if taker not in _claims:
        _claims.append(taker)


def claimed(incoming: Incoming, *, channel: str, at: datetime) -> bool:
    return any(taker(incoming, channel=channel, at=at) for taker in _claims)
