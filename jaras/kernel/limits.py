"""How often a stranger may try something, counted without knowing who they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from jaras.kernel.models import Attempt

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most so many attempts within so much time, whatever the moment one looks."""

    most: int
    within: timedelta


def digest(address: str) -> str:
    """What stands for an address: without the key of this copy nobody finds the address again."""
    return salted_hmac("jaras.kernel.limits", address, algorithm="sha256").hexdigest()[:40]


def reached(scope: str, who: str, limits: Iterable[Limit], *, at: datetime) -> bool:
    """Whether one more attempt would be too many."""
    tried = Attempt.objects.filter(scope=scope, who=who)
    return any(tried.filter(at__gt=at - limit.within).count() >= limit.most for limit in limits)


def note(scope: str, who: str, *, at: datetime) -> None:
    """Count an attempt, forget those of the day before."""
    Attempt.objects.create(scope=scope, who=who, at=at)
    Attempt.objects.filter(at__lte=at - KEPT).delete()


def take_back(scope: str, who: str, *, at: datetime) -> None:
    """The attempt of this moment succeeded: it does not count."""
    Attempt.objects.filter(scope=scope, who=who, at=at).delete()
