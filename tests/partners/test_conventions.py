"""What was agreed in writing: how it stands on a day, when somebody is reminded."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jaras.kernel.access import Forbidden
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.kernel.refusal import Refused
from jaras.partners import actions, queries
from jaras.partners.models import Convention
from jaras.partners.rules.conventions import Standing, Term, standing, to_renew
from jaras.partners.rules.quality import Lack
from tests import factories

YEAR = Term(date(2026, 1, 1), date(2026, 12, 31), 60)
ENDLESS = Term(date(2026, 1, 1), None, 60)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), Standing.TO_COME),
        (date(2026, 1, 1), Standing.IN_FORCE),
        (date(2026, 10, 31), Standing.IN_FORCE),
        (date(2026, 11, 1), Standing.ENDS_SOON),
        (date(2026, 12, 31), Standing.ENDS_SOON),
        (date(2027, 1, 1), Standing.OVER),
    ],
)
def test_it_stands_as_the_day_says(on: date, expected: Standing) -> None:
    assert standing(YEAR, on=on) is expected


def test_what_has_no_end_never_ends_soon() -> None:
    assert standing(ENDLESS, on=date(2090, 1, 1)) is Standing.IN_FORCE


def test_one_that_another_follows_waits_for_nothing() -> None:
    on = date(2026, 12, 1)
    following = Term(date(2027, 1, 1), date(2027, 12, 31), 60)
    assert to_renew([("a", YEAR)], on=on) is Standing.ENDS_SOON
    assert to_renew([("a", YEAR), ("a", following)], on=on) is None
    assert to_renew([("a", YEAR), ("a", ENDLESS)], on=on) is None
    assert to_renew([("a", YEAR), ("b", following)], on=on) is Standing.ENDS_SOON


def test_what_is_over_counts_before_what_ends() -> None:
    over = Term(date(2025, 1, 1), date(2025, 12, 31), 60)
    assert to_renew([("a", YEAR), ("b", over)], on=date(2026, 12, 1)) is Standing.OVER
    assert to_renew([], on=date(2026, 12, 1)) is None


@pytest.mark.django_db
def test_its_end_is_told_where_the_entry_is_judged(at: datetime) -> None:
    convention = factories.convention(begins_on=date(2020, 1, 1), ends_on=date(2020, 12, 31))
    organisation = convention.organisation
    said = queries.quality_of(organisation, [], [convention], at=at)
    without = queries.quality_of(organisation, [], [], at=at)
    assert Lack.CONVENTION_OVER in said.lacks
    assert said.score == max(without.score - 5, 0)
    actions.let_convention_go(convention=convention, by=SYSTEM, at=at)
    assert queries.quality_of(organisation, [], list(Convention.objects.all()), at=at) == without


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"with_whom": " "}, "with_whom"),
        ({"subject": ""}, "subject"),
        ({"begins_on": None}, "begins_on"),
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"warning": 731}, "warning"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        factories.convention(**wrong)
    assert refusal.value.field == field


@pytest.mark.django_db
def test_the_database_refuses_an_end_before_the_beginning() -> None:
    convention = factories.convention()
    with pytest.raises(IntegrityError), transaction.atomic():
        Convention.objects.filter(pk=convention.pk).update(ends_on=date(2025, 1, 1))


@pytest.mark.django_db
def test_it_is_prolonged(at: datetime) -> None:
    convention = factories.convention()
    actions.amend_convention(convention=convention, ends_on=date(2028, 12, 31), by=SYSTEM, at=at)
    assert Convention.objects.get().standing(date(2027, 6, 1)) is Standing.IN_FORCE
    with pytest.raises(Forbidden):
        actions.amend_convention(convention=convention, subject="x", by=NOBODY, at=at)
    assert not Convention.objects.visible_to(NOBODY).exists()
