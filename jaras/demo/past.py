"""An invented past of forty-four months, drawn with a fixed seed, written as a register is."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from jaras.demo import stories
from jaras.kernel.actor import SYSTEM
from jaras.kernel.batches import batches
from jaras.registers import actions
from jaras.registers.queries.dictionary import dictionary
from jaras.registers.rules import Dictionary, Line
from jaras.territory.actions import require_kind
from jaras.territory.queries import communes

SEED = 311
NAME = "2021-10 – 2025-05"  # pages call an invented register so in the reader's language
REMEMBERED = 1200  # persons who may come back
PIECE = 500
T = TypeVar("T")


def write(*, number: int, at: datetime) -> Iterator[int]:
    """Write so many interventions, telling how many there are; interrupted, it goes on where it was."""
    require_kind(invented=True)
    words = dictionary(at=at)
    register = actions.begin_invented(name=NAME, total=number, by=SYSTEM, at=at)
    tally = actions.Tally(words)
    for piece in batches(drawn(number, words), PIECE):
        register = actions.write_invented(
            register=register, lines=piece, words=words, tally=tally, by=SYSTEM, at=at
        )
        yield register.done


def drawn(number: int, words: Dictionary) -> Iterator[Line]:
    """The same lines at each call, in the order of time."""
    return _Past(stories.past(), words).lines(number)


class _Past:
    def __init__(self, told: Mapping[str, Any], words: Dictionary) -> None:
        self.told, self.words = told, words
        self.dice = random.Random(SEED)  # nosec B311 - invented, reckoned: no secret
        self.homes = {row.code: row.population or 1 for row in communes()} or {"": 1}
        self.known: list[Line] = []  # what each of their rows says of them
        self.persons = 0

    def lines(self, number: int) -> Iterator[Line]:
        begins: date = self.told["begins"]
        days = (self.told["ends"] - begins).days
        # More each year: the device grows. The power leans towards the end.
        drawn = sorted(int(days * self.dice.random() ** 0.75) for _ in range(number))
        for place, day in enumerate(drawn):
            yield self._line(place + 2, begins + timedelta(days=day))

    def _line(self, number: int, day: date) -> Line:
        pole = self._pick(self._poles(day))
        kind = self._pick(self.told["kinds"][pole])
        minutes = self.dice.randrange(7 * 60, 23 * 60)
        moment = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=self.words.zone)
        shelters = kind in self.words.sheltering
        costs = self.dice.randrange(100) < self.told["costs"]
        return replace(
            self._whom(),
            number=number,
            moment=moment,
            kind=kind,
            nights=self.dice.choice(self.told["nights"]) if shelters else 0,
            cost=Decimal(self.dice.randrange(1_000, 60_000)) / 100 if costs else None,
        )

    def _poles(self, day: date) -> Mapping[str, int]:
        winter = self.told["winter"]
        poles: Mapping[str, int] = winter["poles"] if day.month in winter["months"] else self.told["poles"]
        return poles

    def _whom(self) -> Line:
        """Somebody whom the register does not name, somebody met before, or somebody new."""
        chance = self.dice.randrange(100)
        if chance < self.told["unnamed"]:
            public = self._pick(self.told["publics"])
            return Line(number=0, publics=(public,), commune=self._pick(self.homes))
        if self.known and chance < self.told["unnamed"] + self.told["met_before"]:
            return self.dice.choice(self.known)
        return self._new()

    def _new(self) -> Line:
        self.persons += 1
        public = self._pick(self.told["publics"])
        sex = "f" if public in self.told["women"] or self.dice.random() < 0.35 else "m"
        given, given_ar = self.dice.choice(self.told["given"][sex])
        family, family_ar = self.dice.choice(self.told["family"])
        child = public in self.told["children"]
        ages = (6, 17) if child else (60, 88) if public == "PAI" else (18, 70)
        somebody = Line(
            number=0,
            given_name=given,
            family_name=family,
            arabic_name=f"{given_ar} {family_ar}",
            person_number=f"P{self.persons:05}",
            # Two in three have a case of their own, numbered by the register.
            case_number=f"D{self.persons:05}" if self.dice.random() < 0.66 else "",
            sex=sex,
            age=self.dice.randint(*ages),
            publics=(public,),
            commune=self._pick(self.homes),
        )
        if len(self.known) == REMEMBERED:
            self.known[self.dice.randrange(REMEMBERED)] = somebody
        else:
            self.known.append(somebody)
        return somebody

    def _pick(self, weights: Mapping[T, int]) -> T:
        values: Sequence[T] = list(weights)
        return self.dice.choices(values, list(weights.values()))[0]
