"""What the night run compares of a person, by which keys it brings two together, what it finds of them.

Nothing here is kept: the columns live in the memory of one run.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from jaras.people.rules.identity.described import Born, Described
from jaras.people.rules.names import Unit

LONG = 3  # consonants from which on one that differs may be a slip
ROUGH = 3  # years by which an age that was said, or a year that was guessed, may be wrong


@dataclass(frozen=True, slots=True)
class Columns:
    """One person as Splink reads them; an empty list, an empty text or None is not known."""

    given_sounds: list[str]
    given: list[str]  # consonants, as the next ones
    given_long: list[str]
    given_key: str | None  # the first of them, as the next one: how common it is weighs
    given_sound: str | None
    family_sounds: list[str]
    family: list[str]
    family_long: list[str]
    family_key: str | None
    family_sound: str | None
    father: list[str]
    written: str  # «l», «a», «la»: the scripts
    day: str | None  # as ISO writes it
    year: int | None
    rough: int  # years by which that one may be wrong
    telephones: list[str]  # digests
    telephone_key: str | None  # one of them
    identifiers: list[str]  # digests
    commune: str | None
    sex: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records: how likely they are one person, by which level of each comparison, with which weights."""

    one: int
    two: int
    probability: float
    scripts_differ: bool
    levels: Mapping[str, str]  # of each comparison that says something
    weights: Mapping[str, float]  # the same, logarithms of base e
    common: Mapping[str, float]  # what a common or a rare value adds to that
    prior: float  # the logarithm of the odds before anything is compared


def columns(known: Described) -> Columns:
    """The columns of somebody; of a name in one line the last word is the family's."""
    given = _units(writing.given for writing in known.writings)
    family = _units(writing.family for writing in known.writings)
    born = known.born
    given_heard, family_heard = _consonants(given), _consonants(family)
    sounds, family_sounds = _sounds(given), _sounds(family)
    return Columns(
        given_sounds=sounds,
        given=given_heard,
        given_long=[each for each in given_heard if len(each) >= LONG],
        given_key=given_heard[0] if given_heard else None,
        given_sound=sounds[0] if sounds else None,
        family_sounds=family_sounds,
        family=family_heard,
        family_long=[each for each in family_heard if len(each) >= LONG],
        family_key=family_heard[0] if family_heard else None,
        family_sound=family_sounds[0] if family_sounds else None,
        father=_consonants(known.fathers),
        written="".join("la"[script] for script in sorted(known.scripts)),
        day=born.day.isoformat() if born and born.day else None,
        year=born.year if born else None,
        rough=ROUGH if _is_rough(born) else 0,
        telephones=sorted(known.telephones),
        telephone_key=min(known.telephones, default=None),
        identifiers=sorted(known.identifiers),
        commune=known.commune or None,
        sex=known.sex or None,
    )


def keys(known: Described) -> Iterator[str]:
    """Whoever shares one of these with another is compared with them, where few enough do.

    Two words of the name, the father's among them, alone, with each year in which they may be born, with the
    commune; one word with the day of birth; a telephone; an identity number.
    """
    born = known.born
    around = ROUGH if _is_rough(born) else 0
    years = range(born.year - around, born.year + around + 1) if born else ()
    for writing in known.writings:
        words = [_heard(unit) for unit in writing.all]
        fathers = [_heard(unit) for unit in known.fathers]
        for pair in _pairs(words, fathers):
            yield pair
            yield from (f"{pair} {year}" for year in years)
            if known.commune:
                yield f"{pair} c{known.commune}"
        if born and born.day:
            yield from (f"{reading} {born.day}" for word in words for reading in word)
    yield from (f"t{each}" for each in known.telephones)
    yield from (f"i{each}" for each in known.identifiers)


def _pairs(words: list[tuple[str, ...]], fathers: list[tuple[str, ...]]) -> Iterator[str]:
    both = [*combinations(words, 2), *((word, father) for word in words for father in fathers)]
    for one, other in both:
        yield from (f"{min(a, b)} {max(a, b)}" for a in one for b in other)


def _is_rough(born: Born | None) -> bool:
    return born is not None and (born.said or born.guessed)


def _units(parts: Iterable[tuple[Unit, ...]]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(unit for part in parts for unit in part))


def _sounds(units: Iterable[Unit]) -> list[str]:
    return list(dict.fromkeys(each for unit in units for each in unit.sounds if each))


def _consonants(units: Iterable[Unit]) -> list[str]:
    return list(dict.fromkeys(each for unit in units for each in _heard(unit)))


def _heard(unit: Unit) -> tuple[str, ...]:
    """The consonants of a word in each reading; a word without any by its sounds."""
    return tuple(each for each in unit.skeletons if each) or (f"_{unit.sounds[0]}",)
