"""Wrong passwords, wrong codes: counted so that hammering one account never keeps its owner out.

A device that this account opened before has a budget of its own. Elsewhere a place (a household's address)
has one for each account it tries; all places together have one for the account, which keys never meet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from jaras.kernel import limits
from jaras.kernel.limits import Limit
from jaras.kernel.visitor import visitor
from jaras.web.governance import devices

MINUTES, HOUR, DAY = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)
# The more often, the longer the wait.
DEVICE = (Limit(10, MINUTES), Limit(30, HOUR), Limit(100, DAY))
PAIR = (Limit(5, MINUTES), Limit(15, HOUR), Limit(40, DAY))
PLACE = (Limit(60, MINUTES), Limit(600, DAY))
ACCOUNT = (Limit(50, MINUTES), Limit(400, DAY))


class TooMany(Exception):
    """One more attempt would be too many."""


@contextmanager
def counted(request: HttpRequest, *, step: str, account: str) -> Iterator[None]:
    """An attempt counts before it is judged, so that many at once gain nothing; success takes it back."""
    at = timezone.now()
    budgets = _budgets(request, step, account)
    for scope, who, allowed in budgets:
        if limits.reached(scope, who, allowed, at=at):
            raise TooMany
    for scope, who, _allowed in budgets:
        limits.note(scope, who, at=at)
    yield
    for scope, who, _allowed in budgets:
        limits.take_back(scope, who, at=at)


def _budgets(request: HttpRequest, step: str, account: str) -> list[tuple[str, str, tuple[Limit, ...]]]:
    account = account.strip().lower()
    if device := devices.known(request, account):
        return [(f"{step}-device", limits.digest(f"{device}|{account}"), DEVICE)]
    place = visitor(request)
    return [
        (f"{step}-pair", limits.digest(f"{place}|{account}"), PAIR),
        (f"{step}-place", place, PLACE),
        (f"{step}-account", limits.digest(account), ACCOUNT),
    ]
