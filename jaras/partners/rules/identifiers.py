"""Names of rows for other directories: the same tomorrow, different in every copy."""

from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5


def namespace_of(province_code: str, begun_at: datetime) -> UUID:
    """What no two copies share: where one was set up, the instant at which it was."""
    return uuid5(NAMESPACE_OID, f"jaras/{province_code}/{begun_at.timestamp():.6f}")


def identifier(namespace: UUID, kind: str, key: object) -> UUID:
    """The name of one thing of a kind; `key` is its number or its code."""
    return uuid5(namespace, f"{kind}/{key}")
