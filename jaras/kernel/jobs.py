"""One way to leave work for later: the job is written in the transaction of its cause."""

from collections.abc import Callable
from typing import Any

from django_q.tasks import async_task


def enqueue(job: Callable[..., Any], *ids: int | str) -> None:
    """Run `job(*ids)` after commit, at least once; jobs are idempotent and take ids only."""
    async_task(f"{job.__module__}.{job.__qualname__}", *ids)
