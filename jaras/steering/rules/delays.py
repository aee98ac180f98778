"""How long things took: kept on a scale of minutes, told as a median with bands."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

_HOUR, _DAY = 60, 24 * 60
# Where each class begins, in minutes; a class is a quarter to a half wider than the one before.
SCALE = (
    *(0, 1, 2, 3, 5, 7, 10, 12, 15, 20, 25, 30, 40, 50),
    *(_HOUR, 75, 90, 2 * _HOUR, 150, 3 * _HOUR, 4 * _HOUR, 5 * _HOUR, 6 * _HOUR, 8 * _HOUR, 10 * _HOUR),
    *(12 * _HOUR, 16 * _HOUR, 20 * _HOUR, _DAY, 36 * _HOUR, 2 * _DAY, 3 * _DAY, 4 * _DAY, 5 * _DAY),
    *(6 * _DAY, 7 * _DAY, 10 * _DAY, 14 * _DAY, 21 * _DAY, 30 * _DAY, 45 * _DAY, 60 * _DAY, 90 * _DAY),
    *(120 * _DAY, 180 * _DAY, 270 * _DAY, 365 * _DAY),
)
_END = dict(pairwise(SCALE))
NOT_YET = "-"
# What a reader is told: within a quarter of an hour, an hour, a day, a week.
BANDS = (15, _HOUR, _DAY, 7 * _DAY)


def place(delay: timedelta) -> str:
    """The class of a delay, by where it begins; what came before its cause took no time."""
    minutes = max(0, int(delay.total_seconds()) // 60)
    return str(SCALE[bisect_right(SCALE, minutes) - 1])


@dataclass(frozen=True)
class Delays:
    """How long something took, for many: how many in each band, how many still wait."""

    within: tuple[int, ...]  # one number for each band, the last for what took longer
    waiting: int
    median: timedelta | None

    @property
    def known(self) -> int:
        return sum(self.within)


def delays(counts: Mapping[str, int]) -> Delays:
    """From how many stand in each class of the scale."""
    known = sorted((int(low), number) for low, number in counts.items() if low != NOT_YET and number > 0)
    within = [0] * (len(BANDS) + 1)
    for low, number in known:
        within[bisect_right(BANDS, low)] += number
    return Delays(tuple(within), counts.get(NOT_YET, 0), _median(known))


def _median(known: list[tuple[int, int]]) -> timedelta | None:
    """The middle one, where it stands within its class."""
    half = sum(number for _low, number in known) / 2
    before = 0
    for low, number in known:
        if before + number >= half and number:
            share = (half - before) / number
            return timedelta(minutes=_about(low + (_END.get(low, low) - low) * share))
        before += number
    return None


def _about(minutes: float) -> int:
    """No finer than the scale knows: minutes, then five of them, half an hour, an hour, a day."""
    for until, step in ((_HOUR, 1), (6 * _HOUR, 5), (_DAY, 30), (7 * _DAY, _HOUR)):
        if minutes < until:
            return round(minutes / step) * step
    return round(minutes / _DAY) * _DAY
