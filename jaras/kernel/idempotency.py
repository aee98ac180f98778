"""A replayed write gives the answer of the first."""

from datetime import datetime

from jaras.kernel.models import IdempotencyKey


def earlier(scope: str, key: str) -> int | None:
    """What the first write with this key made, if there was one."""
    if not key:
        return None
    return IdempotencyKey.objects.filter(scope=scope, key=key).values_list("subject_id", flat=True).first()


def remember(scope: str, key: str, subject_id: int, *, at: datetime) -> None:
    """Keep the key in the transaction of its write; a second one fails on the constraint."""
    if key:
        IdempotencyKey.objects.create(scope=scope, key=key, subject_id=subject_id, at=at)
