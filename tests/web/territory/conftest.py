"""The small territory of the domain tests, with its administrator's browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from jaras.governance.models import Member
from tests.territory.conftest import communes, installation, provinces

__all__ = ["communes", "installation", "provinces"]


@pytest.fixture
def browser(member: Callable[..., Member], sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(member("administrator"))
