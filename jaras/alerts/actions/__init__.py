"""Every write about alerts: what becomes of them, by which notices, on which devices."""

from jaras.alerts.actions.climbing import (
    acknowledge,
    deliver,
    end,
    fail,
    hold,
    raise_alert,
    ring,
    spare,
)
from jaras.alerts.actions.devices import add_device, end_device
from jaras.alerts.actions.wishes import tell_day, wish

__all__ = [
    "acknowledge",
    "add_device",
    "deliver",
    "end",
    "end_device",
    "fail",
    "hold",
    "raise_alert",
    "ring",
    "spare",
    "tell_day",
    "wish",
]
