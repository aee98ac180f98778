"""What is kept beside a key to tell namesakes apart before their records are read, in 31 bits."""

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from jaras.people.rules.identity.described import Born, Described

_SEXES = ("", "f", "m")
_PLACES, _DAYS, _YEARS = 1 << 9, 1 << 9, 1 << 11
# What agreeing adds, in logarithms, fitted with the sounds (docs/identity.md): a year so many years away,
# where an age was said, where a birthday was; a year farther away; one that is not known.
_LOOSE, _STRICT = (1.7, 1.5, 1.1, 0.7, 0.1, -0.7), (4.9, 2.1, 1.2, 1.0, -1.2, -1.3)
_FAR, _LOOSE_UNKNOWN, _STRICT_UNKNOWN = -4.6, 0.4, -2.2
_SAME_DAY, _OTHER_DAY = 5.0, -4.0
_OTHER_SEX, _OTHER_PLACE = -3.1, -5.9
Packed = NDArray[np.int32]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Traits:
    """`year` of birth, `day` of the year, 0 unknown; `place`: nine bits of the commune, 0 unknown."""

    year: int = 0
    day: int = 0
    sex: str = ""
    place: int = 0

    def packed(self) -> int:
        sex = _SEXES.index(self.sex) if self.sex in _SEXES else 0
        return ((self.year * _DAYS + self.day) * 4 + sex) * _PLACES + self.place

    @classmethod
    def of(cls, about: Described) -> "Traits":
        place = 1 + crc32(about.commune.encode()) % (_PLACES - 1) if about.commune else 0
        if about.born is None:
            return cls(0, 0, about.sex, place)
        day = about.born.day
        year = max(0, min(about.born.year, _YEARS - 1))
        return cls(year, day.month * 31 + day.day if day else 0, about.sex, place)


def agreement(asked: Traits, born: Born | None) -> Callable[[Packed], Scores]:
    """How well what is kept agrees with what was asked, roughly: it is weighed in full later."""
    by_year = np.zeros(_YEARS, np.float32)
    if born is not None:
        loose = born.said or born.guessed
        by_year[:] = _FAR
        by_year[0] = _LOOSE_UNKNOWN if loose else _STRICT_UNKNOWN
        for apart, points in enumerate(_LOOSE if loose else _STRICT):
            for year in (asked.year - apart, asked.year + apart):
                if 0 < year < _YEARS:
                    by_year[year] = points
    by_day = np.zeros(_DAYS, np.float32)
    if asked.day:
        by_day[1:] = _OTHER_DAY
        by_day[asked.day] = _SAME_DAY
    by_sex = np.array(
        [_OTHER_SEX if sex and asked.sex and sex != asked.sex else 0.0 for sex in (*_SEXES, "")], np.float32
    )
    by_place = np.zeros(_PLACES, np.float32)
    if asked.place:
        by_place[1:] = _OTHER_PLACE
        by_place[asked.place] = 0.0

    def said(packed: Packed) -> Scores:
        born_then = by_year[packed >> 20] + by_day[packed >> 11 & 511]
        points: Scores = born_then + by_sex[packed >> 9 & 3] + by_place[packed & 511]
        return points

    return said
