"""The journal of reads: who opened whose file."""

from datetime import datetime

from jaras.kernel.actor import Actor
from jaras.kernel.models import ReadRecord


def record(subject: str, subject_id: int, *, by: Actor, at: datetime) -> None:
    """Note that `by` opened this page: one row, in the request that showed it."""
    ReadRecord.objects.create(subject=subject, subject_id=subject_id, by_id=by.member_id, at=at)
