"""A head of the cell who brings registers in, with the worker at hand."""

from collections.abc import Callable
from datetime import datetime

import pytest

from jaras.governance.models import actor_of
from jaras.kernel.actor import SYSTEM, Actor
from jaras.registers import actions
from jaras.registers.models import Register
from jaras.territory import actions as territory
from tests import factories

BringIn = Callable[..., Register]


@pytest.fixture
def head(db: None, at: datetime) -> Actor:
    """The cell of Khouribga, with its communes."""
    province = factories.province()
    factories.commune()
    factories.commune("05.311.01.09", name_fr="Oued Zem", name_ar="وادي زم")
    territory.choose(province_code=province.code, invented=False, by=SYSTEM, at=at)
    return actor_of(factories.member("head"))


@pytest.fixture
def checked(head: Actor, at: datetime, work: Callable[[], int]) -> BringIn:
    """`checked(bytes)`: the register with its preview, as the pages show it."""

    def bring(content: bytes, name: str = "registre.xlsx") -> Register:
        register = actions.receive(chunks=[content], name=name, by=head, at=at)
        work()
        return Register.objects.get(pk=register.pk)

    return bring


@pytest.fixture
def written(checked: BringIn, head: Actor, at: datetime, work: Callable[[], int]) -> BringIn:
    """`written(bytes)`: the same, confirmed, written to the end."""

    def bring(content: bytes, name: str = "registre.xlsx") -> Register:
        register = actions.confirm(register=checked(content, name), by=head, at=at)
        work()
        return Register.objects.get(pk=register.pk)

    return bring
