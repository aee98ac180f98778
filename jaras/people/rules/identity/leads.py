"""Where to look for somebody who is asked about: keys, with what finding a person there says of each word.

A word says as much as it is rare, in logarithms; one consonant away it says less. Rare keys come first: what
lies under a common one is read as far as there is room.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, islice
from typing import NamedTuple

from jaras.people.rules.identity import keys
from jaras.people.rules.identity.described import Described
from jaras.people.rules.identity.echoes import both, echo
from jaras.people.rules.names import Unit

SLOTS = 6  # words of a name that count, then the father's, then what is sure whatever the name
FATHER, SURE = 4, 5
AROUND = 3  # years by which an age that was said, or a year that was guessed, may be wrong
SLIP = 3.0  # what a consonant that is wrong costs, in logarithms
LETTER, LETTERS = 1.5, 8  # what a first letter says; of how many names one has it
LIVED = 70.0  # years over which births spread, as far as the length of a list matters
FEW_SAID, MOST_SAID = 8_000, 30_000  # entries read under the keys of what was said: at first, then
MOST_SLIPPED = 30_000  # of what may have been meant
MOST_KEYS = 600  # of what may have been meant
CLOSEST, BOTH_SLIPPED = 30, 12  # neighbours of one word, those that most bear

Rarity = Callable[[str], float]  # of a reading: minus the logarithm of the share of persons who bear it


class Lead(NamedTuple):
    """What finding somebody under a key says, of one word or two, in the order of the key."""

    slot: int
    says: float
    echo: int  # how the word sounds that was asked; 0 where it was not said so
    other: int = 0
    also: float = 0.0
    other_echo: int = 0

    @property
    def all(self) -> float:
        return self.says + self.also


Weighed = tuple[str, Lead, float]  # a key, about which share of all persons lies there


@dataclass(frozen=True, slots=True)
class Heard:
    """One way to hear a word that was asked, or one next to it."""

    reading: str
    says: float
    share: float  # of all persons, those who bear it
    echo: int = 0


Words = list[list[Heard]]


class Question:
    """Somebody who is asked about, with the words of their name each in its slot."""

    def __init__(self, about: Described) -> None:
        self.about = about
        self.words: list[dict[str, int]] = []  # readings, with how each sounds
        self.letters: list[set[str]] = []
        for writing in about.writings:
            others = list(self.words)  # of the other script
            for word in writing.all:
                if len(word.form) == 1:
                    self.letters.append(keys.initials(word))
                else:
                    self._word(_readings(word), others)
        self.fathers = {each: sounds for word in about.fathers for each, sounds in _readings(word).items()}

    def _word(self, readings: dict[str, int], others: list[dict[str, int]]) -> None:
        same = next((each for each in others if not set(each).isdisjoint(readings)), None)
        if same is not None:
            others.remove(same)
            for each, sounds in readings.items():
                same[each] = both(same.get(each, 0), sounds)
        elif len(self.words) < FATHER:
            self.words.append(readings)

    def readings(self) -> list[str]:
        """Every way in which what was said is heard."""
        return list(dict.fromkeys([*chain.from_iterable(self.words), *self.fathers]))

    def neighbours(self) -> list[str]:
        """Every reading one consonant away from a word of the name."""
        return list(dict.fromkeys(chain.from_iterable(map(_away, self.words))))

    def said(self, rarity: Rarity, persons: int, *, most: int = FEW_SAID) -> dict[str, Lead]:
        """The keys of what was said, those of two words first, then the rarest, in a registry of so many."""
        words = [_heard(word, rarity) for word in self.words]
        leads = sorted(self._said(words, _heard(self.fathers, rarity)), key=_order)
        return _fitting(leads, persons, most)

    def slipped(self, borne: Mapping[str, int], rarity: Rarity, persons: int) -> dict[str, Lead]:
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
                lead = Lead(slot, each.says, each.echo)
                for year in keys.years(self.about.born, sure=1, unsure=AROUND):
                    yield keys.in_year(each.reading, year), lead, each.share / LIVED
                yield keys.alone(each.reading), lead, each.share
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
                lead = Lead(slot, each.says, each.echo)
                for year in keys.years(self.about.born, sure=0, unsure=AROUND - 1):
                    yield keys.in_year(each.reading, year), lead, each.share / LIVED
        for one, other in combinations(slots, 2):
            yield from _pairs(one, near[one][:BOTH_SLIPPED], other, near[other][:BOTH_SLIPPED])

    def _short(self, slot: int, word: list[Heard]) -> Iterator[Weighed]:
        for at, letters in enumerate(self.letters):
            other = min(len(self.words) + at, FATHER)
            for each in word:
                for letter in letters:
                    lead = Lead(slot, each.says, each.echo, other, LETTER)
                    yield keys.short(letter, each.reading), lead, each.share / LETTERS


def _pairs(one: int, first: list[Heard], other: int, second: list[Heard]) -> Iterator[Weighed]:
    for a in first:
        for b in second:
            if a.reading <= b.reading:
                lead = Lead(one, a.says, a.echo, other, b.says, b.echo)
            else:
                lead = Lead(other, b.says, b.echo, one, a.says, a.echo)
            yield keys.pair(a.reading, b.reading), lead, 2 * a.share * b.share


def _fitting(leads: Iterable[Weighed], persons: int, most: int) -> dict[str, Lead]:
    """As far as there is room; of each key the best strengths."""
    found: dict[str, Lead] = {}
    room = most / max(persons, 1)
    for key, lead, share in leads:
        if share <= room:
            room -= share
            before = found.get(key)
            if before is None or before.all < lead.all:
                found[key] = lead
    return found


def _order(lead: Weighed) -> tuple[bool, float]:
    _key, found, share = lead
    return not found.also, share


def _readings(word: Unit) -> dict[str, int]:
    return {each: echo(word, each) for each in keys.readings(word)}


def _heard(word: Mapping[str, int], rarity: Rarity) -> list[Heard]:
    return [Heard(each, rarity(each), math.exp(-rarity(each)), sounds) for each, sounds in word.items()]


def _near(word: Collection[str], borne: Mapping[str, int], rarity: Rarity) -> Iterator[Heard]:
    """Names that somebody bears, one consonant away: those that most bear."""
    there = sorted(borne.keys() & _away(word), key=lambda each: -borne[each])
    for reading in there[:CLOSEST]:
        rare = rarity(reading)
        yield Heard(reading, max(rare - SLIP, 0.3), math.exp(-rare))


def _away(word: Collection[str]) -> set[str]:
    near = {each for reading in word if reading[0] != "_" for each in keys.away(reading)}
    return near.difference(word)
