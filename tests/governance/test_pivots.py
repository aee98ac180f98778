"""Who speaks with which partner: one at a time, those of before stay written."""

from datetime import timedelta
from typing import Any

import pytest

from jaras.governance import actions
from jaras.governance.models import Pivot, actor_of
from jaras.kernel import access
from jaras.kernel.refusal import Refused
from tests import factories
from tests.factories import JOINED as NOW

pytestmark = pytest.mark.django_db


def test_one_at_a_time_the_former_stays_written() -> None:
    head = factories.member("head")
    first, second = factories.member(), factories.member()
    shelter = factories.organisation()
    how: dict[str, Any] = {"organisation": shelter, "by": actor_of(head)}
    actions.name_pivot(member=first, at=NOW, **how)
    actions.name_pivot(member=first, at=NOW + timedelta(hours=1), **how)
    assert Pivot.objects.count() == 1, "the same again is nothing new"
    actions.name_pivot(member=second, at=NOW + timedelta(days=1), **how)
    assert [(each.member, each.until) for each in Pivot.objects.all()] == [
        (second, None),
        (first, NOW + timedelta(days=1)),
    ]
    actions.end_pivot(at=NOW + timedelta(days=2), **how)
    with pytest.raises(Refused):
        actions.end_pivot(at=NOW + timedelta(days=2), **how)
    assert not Pivot.objects.current().exists()


def test_whoever_only_reads_the_directory_names_nobody() -> None:
    operator = factories.member("operator")
    with pytest.raises(access.Forbidden):
        actions.name_pivot(
            organisation=factories.organisation(), member=operator, by=actor_of(operator), at=NOW
        )
