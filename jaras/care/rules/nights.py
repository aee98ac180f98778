"""How many nights somebody slept somewhere: the bed-night, counted by the service day."""

from datetime import datetime, time, timedelta

FALLS, BREAKS = time(22), time(6)  # who is there at some moment between has that night


def nights(arrived: datetime, left: datetime) -> int:
    """Nights of a stay, both moments in local time; a night belongs to the day on which it begins."""
    if left <= arrived:
        return 0
    first = arrived.date() - timedelta(days=arrived.time() < BREAKS)
    last = left.date() - timedelta(days=left.time() <= FALLS)
    return max(0, (last - first).days + 1)
