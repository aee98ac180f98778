"""A replayed write gives the answer of the first."""

from datetime import datetime

from jaras.kernel.models import IdempotencyKey


def earlier(scope: str, *keys: str) -> int | None:
    """What the first write with one of these keys made, if there was one; the first key is asked first."""
    wanted = [key for key in keys if key]
    if not wanted:
        return None
    rows = IdempotencyKey.objects.filter(scope=scope, key__in=wanted)
    known = dict(rows.values_list("key", "subject_id"))
    return next((known[key] for key in wanted if key in known), None)


def remember(scope: str, key: str, subject_id: int, *, at: datetime) -> None:
    """Keep the key in the transaction of its write; a second one fails on the constraint."""
    if key:
        IdempotencyKey.objects.create(scope=scope, key=key, subject_id=subject_id, at=at)
