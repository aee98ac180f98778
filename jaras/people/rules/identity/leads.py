"""Where to look for somebody who is asked about: keys, with what finding a person there says of each word.

A word says as much as it is rare, in logarithms; one consonant away it says less. Rare keys come first: what
lies under a common one is read as far as there is room.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, islice
from typing import NamedTuple

from jaras.people.rules.identity import keys
from jaras.people.rules.identity.described import Described

SLOTS = 5  # words of a name that count, the last of them the father's
FATHER = SLOTS - 1
AROUND = 3  # years by which an age that was said, or a year that was guessed, may be wrong
SLIP = 3.0  # what a consonant that is wrong costs, in logarithms
LETTER, LETTERS = 1.5, 8  # what a first letter says; of how many names one has it
LIVED = 70.0  # years over which births spread, as far as the length of a list matters
FEW_SAID, MOST_SAID = 500, 1500  # rows read under the keys of what was said: at first, then
MOST_SLIPPED = 1000  # of what may have been meant
MOST_SCANNED = 8000  # rows sifted by year or commune where that was not room enough
MOST_KEYS = 600  # of what may have been meant
CLOSEST, BOTH_SLIPPED = 30, 12  # neighbours of one word, those that most bear

Rarity = Callable[[str], float]  # of a reading: minus the logarithm of the share of persons who bear it
Strengths = tuple[float, ...]  # what finding somebody there says, of each slot
Weighed = tuple[str, Strengths, float]  # a key, about which share of all persons lies there


@dataclass(frozen=True, slots=True)
class Heard:
    """One way to hear a word that was asked, or one next to it."""

    reading: str
    says: float
    share: float  # of all persons, those who bear it


class Leads(NamedTuple):
    """Keys to read whole; keys under which so many lie that only those with the year or the commune count."""

    whole: dict[str, Strengths]
    sifted: dict[str, Strengths]


Words = list[list[Heard]]


class Question:
    """Somebody who is asked about, with the words of their name each in its slot."""

    def __init__(self, about: Described) -> None:
        self.about = about
        self.words: list[list[str]] = []
        self.letters: list[set[str]] = []
        for writing in about.writings:
            others = list(self.words)  # of the other script
            for word in writing.all:
                if len(word.form) == 1:
                    self.letters.append(keys.initials(word))
                else:
                    self._word(keys.readings(word), others)
        self.fathers = [each for word in about.fathers for each in keys.readings(word)]

    def _word(self, readings: list[str], others: list[list[str]]) -> None:
        same = next((each for each in others if not set(each).isdisjoint(readings)), None)
        if same is not None:
            others.remove(same)
            same += [each for each in readings if each not in same]
        elif len(self.words) < FATHER:
            self.words.append(readings)

    def readings(self) -> list[str]:
        """Every way in which what was said is heard."""
        return list(dict.fromkeys([*chain.from_iterable(self.words), *self.fathers]))

    def neighbours(self) -> list[str]:
        """Every reading one consonant away from a word of the name."""
        return list(dict.fromkeys(chain.from_iterable(map(_away, self.words))))

    def said(self, rarity: Rarity, persons: int, *, most: int = FEW_SAID) -> Leads:
        """The keys of what was said, those of two words first, then the rarest, in a registry of so many."""
        words = [_heard(word, rarity) for word in self.words]
        leads = sorted(self._said(words, _heard(self.fathers, rarity)), key=_order)
        return _fitting(leads, persons, most)

    def slipped(self, borne: Mapping[str, int], rarity: Rarity, persons: int) -> Leads:
        """Then those with a consonant wrong in one word, in two. `borne`: who bears each of `neighbours`."""
        exact = [_heard(word, rarity) for word in self.words]
        near = [list(_near(word, borne, rarity)) for word in self.words]
        leads = self._slipped(exact, near, _heard(self.fathers, rarity))
        return _fitting(islice(leads, MOST_KEYS), persons, MOST_SLIPPED)

    def _said(self, words: Words, fathers: list[Heard]) -> Iterator[Weighed]:
        for one, other in combinations(range(len(words)), 2):
            yield from _pairs(one, words[one], other, words[other])
        for slot, word in enumerate(words):
            yield from _pairs(slot, word, FATHER, fathers)
            for each in word:
                strengths = _strengths(slot, each.says)
                for year in keys.years(self.about.born, sure=1, unsure=AROUND):
                    yield keys.in_year(each.reading, year), strengths, each.share / LIVED
                yield keys.alone(each.reading), strengths, each.share
            yield from self._short(slot, word)

    def _slipped(self, exact: Words, near: Words, fathers: list[Heard]) -> Iterator[Weighed]:
        slots = range(len(exact))
        for one in slots:
            for other in slots:
                if one != other:
                    yield from _pairs(one, near[one], other, exact[other])
            yield from _pairs(one, near[one], FATHER, fathers)
        for slot in slots:
            yield from self._short(slot, near[slot])
            for each in near[slot]:
                strengths = _strengths(slot, each.says)
                for year in keys.years(self.about.born, sure=0, unsure=AROUND - 1):
                    yield keys.in_year(each.reading, year), strengths, each.share / LIVED
        for one, other in combinations(slots, 2):
            yield from _pairs(one, near[one][:BOTH_SLIPPED], other, near[other][:BOTH_SLIPPED])

    def _short(self, slot: int, word: list[Heard]) -> Iterator[Weighed]:
        for at, letters in enumerate(self.letters):
            other = min(len(self.words) + at, FATHER)
            for each in word:
                for letter in letters:
                    strengths = _strengths(slot, each.says, other, LETTER)
                    yield keys.short(letter, each.reading), strengths, each.share / LETTERS


def _pairs(one: int, first: list[Heard], other: int, second: list[Heard]) -> Iterator[Weighed]:
    for a in first:
        for b in second:
            strengths = _strengths(one, a.says, other, b.says)
            yield keys.pair(a.reading, b.reading), strengths, 2 * a.share * b.share


def _fitting(leads: Iterable[Weighed], persons: int, most: int) -> Leads:
    """As far as there is room, in two halves; of each key the best strengths."""
    whole: dict[str, Strengths] = {}
    sifted: dict[str, Strengths] = {}
    room, scanned = most / max(persons, 1), MOST_SCANNED / max(persons, 1)
    for key, strengths, share in leads:
        if share <= room:
            room -= share
            _best(whole, key, strengths)
        elif share <= scanned:
            scanned -= share
            _best(sifted, key, strengths)
    return Leads(whole, {key: said for key, said in sifted.items() if key not in whole})


def _order(lead: Weighed) -> tuple[bool, float]:
    _key, strengths, share = lead
    return sum(map(bool, strengths)) < 2, share


def _best(found: dict[str, Strengths], key: str, strengths: Strengths) -> None:
    before = found.get(key)
    if before is None or sum(before) < sum(strengths):
        found[key] = strengths


def _heard(word: list[str], rarity: Rarity) -> list[Heard]:
    return [Heard(each, rarity(each), math.exp(-rarity(each))) for each in word]


def _near(word: list[str], borne: Mapping[str, int], rarity: Rarity) -> Iterator[Heard]:
    """Names that somebody bears, one consonant away: those that most bear."""
    there = sorted(borne.keys() & _away(word), key=lambda each: -borne[each])
    for reading in there[:CLOSEST]:
        rare = rarity(reading)
        yield Heard(reading, max(rare - SLIP, 0.3), math.exp(-rare))


def _away(word: list[str]) -> set[str]:
    near = {each for reading in word if reading[0] != "_" for each in keys.away(reading)}
    return near.difference(word)


def _strengths(slot: int, says: float, other: int = 0, also: float = 0.0) -> Strengths:
    found = [0.0] * SLOTS
    found[other] = also
    found[slot] = says
    return tuple(found)
