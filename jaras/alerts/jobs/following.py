"""The minute of alerts: raised, told to the next, ended."""

from django.utils import timezone

from jaras.alerts import actions, queries
from jaras.alerts.lists import watched
from jaras.alerts.models import Alert
from jaras.kernel.actor import SYSTEM


def follow() -> None:
    """Raise what is overdue, tell the next ones, end what is not overdue any more; twice changes nothing."""
    at = timezone.now()
    found = {
        each.key: each
        for code, kind in watched().items()
        if kind.steps
        for each in queries.overdue(SYSTEM, at=at, code=code)
    }
    living = {(row.code, row.of, row.row): row for row in Alert.objects.living()}
    for key, alert in living.items():
        if key not in found:
            actions.end(alert=alert, by=SYSTEM, at=at)
        elif alert.rings_at is not None and alert.rings_at <= at:
            actions.ring(alert=alert, found=found[key], by=SYSTEM, at=at)
    for key, each in found.items():
        if key not in living:
            actions.raise_alert(found=each, by=SYSTEM, at=at)
