"""What the tests of the watch share: a territory, an operator with a browser, a report that waits."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member
from jaras.intake import actions
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from jaras.territory import actions as territory
from jaras.territory.queries import forget
from tests import factories

WORDS = "Un homme âgé a froid près de la gare routière, il tremble."


@pytest.fixture(autouse=True)
def _territory(db: None) -> None:
    forget()
    factories.commune()
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=timezone.now())


@pytest.fixture
def operator(member: Callable[..., Member]) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def desk(operator: Member, sign_in: Callable[[Member], Client]) -> Client:
    """The browser of an operator."""
    return sign_in(operator)


@pytest.fixture
def waiting() -> Report:
    """A report that nobody holds."""
    return actions.receive(
        channel="WHATSAPP",
        external_id="first",
        words=WORDS,
        reporter_name="Nadia Alami",
        reporter_telephone="+212 6 12 34 56 78",
        at=timezone.now(),
    ).report
