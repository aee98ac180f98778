"""What the queue writes down of its jobs."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import Failure, Success

from jaras.ops.queue import save_task

pytestmark = pytest.mark.django_db


def ended(*, success: bool, **asked: Any) -> dict[str, Any]:
    at, name = timezone.now(), uuid4().hex
    job = {"id": name, "name": name, "func": "jaras.x", "args": (1,), "kwargs": {}, "sync": True}
    return job | {"started": at, "stopped": at, "result": None, "success": success} | asked


def test_a_job_that_goes_well_leaves_no_line() -> None:
    save_task(ended(success=True, save=False), get_broker())
    assert not Success.objects.exists()


def test_one_that_comes_round_leaves_one() -> None:
    save_task(ended(success=True), get_broker())
    assert Success.objects.count() == 1


def test_one_that_failed_is_set_right_once_it_goes_well() -> None:
    first = ended(success=False, save=False)
    save_task(dict(first), get_broker())
    assert Failure.objects.count() == 1
    save_task(first | {"success": True}, get_broker())
    assert (Failure.objects.count(), Success.objects.count()) == (0, 1)
