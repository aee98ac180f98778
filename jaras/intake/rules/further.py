"""What more was said of the person whom a report concerns, each thing as it was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jaras.kernel.folding import fold
from jaras.people.rules import OLDEST, Birth, NoBirth, birth_read

LIMITS: Mapping[str, int] = {"arabic_name": 160, "father_name": 80, "born": 40, "telephone": 40}
FIRST_YEAR = 1890
NO_BIRTH = Birth()
_AGE = re.compile(r"\D{0,12}?(\d{1,3})\D{0,12}")


@dataclass(frozen=True)
class Lived:
    """A birth, else an age in years; neither where what was typed says none that is possible."""

    birth: Birth = NO_BIRTH
    age: int | None = None

    @property
    def said(self) -> bool:
        return self.age is not None or self.birth != NO_BIRTH


def lived(typed: str, *, on: date) -> Lived:
    """«46», «46 ans», «~1980», «12/03/1980», «٤٦ سنة» as of that day."""
    if found := _AGE.fullmatch(fold(typed)):
        years = int(found[1])
        return Lived(age=years) if years <= OLDEST else Lived()
    try:
        birth = birth_read(typed)
    except NoBirth:
        return Lived()
    year = birth.on.year if birth.on else birth.year
    if year is None or not FIRST_YEAR <= year <= on.year or (birth.on and birth.on > on):
        return Lived()
    return Lived(birth=birth)
