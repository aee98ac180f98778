"""Many persons at once: the same rows, the same events, the same words as one by one."""

from datetime import date, datetime
from typing import Any

import pytest

from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord, SearchEntry
from jaras.kernel.refusal import Refused
from jaras.people import actions
from jaras.people.actions import About
from jaras.people.models import Person

ROWS: list[About] = [
    {"given_name": "Fatima", "family_name": "El Amrani", "sex": "f", "age_about": 45},
    {"arabic_name": "فاطمة العمراني", "age_about": 30, "age_said_on": date(2021, 12, 31)},
    {"description": "homme, gare routière", "target_groups": ["SAB"]},
    {"nickname": "Lmarrakchi", "father_name": "Ahmed", "born_year": 1966, "languages": ["ary"]},
]
OWN = ("id", "subject_id", "key")


def everything() -> list[list[dict[str, Any]]]:
    kept = []
    for kind in (Person, EventRecord, SearchEntry):
        rows = kind._default_manager.order_by("id").values()
        kept.append([{name: value for name, value in row.items() if name not in OWN} for row in rows])
    return kept


@pytest.mark.django_db
def test_many_are_registered_as_one_by_one(at: datetime) -> None:
    for about in ROWS:
        actions.register(by=SYSTEM, at=at, **about)
    one_by_one = everything()
    for kind in (Person, SearchEntry):
        kind._default_manager.all().delete()
    known = EventRecord.objects.count()
    actions.register_many(rows=ROWS, by=SYSTEM, at=at)
    at_once = everything()
    at_once[1] = at_once[1][known:]
    assert at_once == one_by_one


@pytest.mark.django_db
def test_one_that_is_refused_stops_them_all(at: datetime) -> None:
    with pytest.raises(Refused):
        actions.register_many(rows=[*ROWS, {"description": ""}], by=SYSTEM, at=at)
    assert Person.objects.count() == 0
