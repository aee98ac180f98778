"""The invented past: the same at each drawing, written by the road of registers, refused where it is real."""

from datetime import date, datetime

import pytest

from jaras.care.models import Intervention
from jaras.cases.models import Case
from jaras.demo import past
from jaras.kernel.actor import SYSTEM
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.registers.models import Register
from jaras.registers.queries.dictionary import dictionary
from jaras.steering import actions as steering
from jaras.steering.models import Counted
from jaras.territory import actions as territory
from tests import factories


def begun(at: datetime, *, invented: bool) -> None:
    factories.commune(population=200_000)
    territory.choose(province_code=factories.province().code, invented=invented, by=SYSTEM, at=at)


@pytest.mark.django_db
def test_the_same_past_at_each_drawing(at: datetime) -> None:
    begun(at, invented=True)
    words = dictionary(at=at)
    first, second = list(past.drawn(300, words)), list(past.drawn(300, words))
    assert first == second
    days = [line.moment.date() for line in first]
    assert days == sorted(days)
    assert date(2021, 10, 1) <= days[0] <= days[-1] <= date(2025, 5, 31)


@pytest.mark.django_db
def test_it_is_written_counted_and_taken_up_where_it_stopped(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(at, invented=True)
    monkeypatch.setattr(past, "PIECE", 50)
    stopped = past.write(number=160, at=at)
    assert next(stopped) == 50
    assert list(past.write(number=160, at=at)) == [50, 100, 150, 160]
    register = Register.objects.get()
    assert (register.state, register.invented) == ("written", True)
    assert Intervention.objects.count() == register.counts["written"]["interventions"] == 160
    assert Person.objects.count() == register.counts["persons"]
    steering.settle()
    counted = {
        unit: Counted.objects.filter(unit=unit).count() for unit in ("interventions", "cases", "persons")
    }
    assert counted == {
        "interventions": 160,
        "cases": Case.objects.counted().count(),
        "persons": Person.objects.count(),
    }
    assert Case.objects.counted().count() == register.counts["cases"] < Case.objects.count()


@pytest.mark.django_db
def test_a_real_installation_refuses_it(at: datetime) -> None:
    begun(at, invented=False)
    with pytest.raises(Refused):
        next(past.write(number=10, at=at))
    assert Intervention.objects.count() == 0
