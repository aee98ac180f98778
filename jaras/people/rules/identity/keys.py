"""Under which few keys somebody is found again, however their name is written.

Who is known lies under the keys of what is written down. Who asks looks under theirs, then, where these
settle nothing, under those of names one consonant away: neighbours are made for the question, never kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from jaras.people.rules.identity.described import Born, Described
from jaras.people.rules.names import Unit

CONSONANTS = "bcdfgjklmnqrstxz"  # the letters of `names.Unit.skeletons`
AROUND = 3  # years by which an age that was said, or a year that was guessed, may be wrong
MOST_NEIGHBOURS = 4000


def kept(known: Described) -> set[str]:
    """The keys of somebody who is registered."""
    found: set[str] = set()
    fathers = [_readings(unit) for unit in known.fathers]
    for writing in known.writings:
        names = [_readings(unit) for unit in writing.all]
        found.update(_pairs(names, fathers))
        for reading in chain.from_iterable(names):
            found.update(_years(reading, known.born, sure=0, unsure=0))
            if known.commune:
                found.add(f"c {reading} {known.commune}")
    return found


def asked(about: Described) -> list[str]:
    """The keys under which whoever is asked about should lie."""
    found: set[str] = set()
    names, fathers = _asked_names(about)
    found.update(_pairs(names, fathers))
    for reading in chain.from_iterable(names):
        found.update(_years(reading, about.born, sure=1, unsure=AROUND))
        if about.commune:
            found.add(f"c {reading} {about.commune}")
    return sorted(found)


def neighbours(about: Described) -> list[str]:
    """The keys one consonant away from those of `asked`, at most `MOST_NEIGHBOURS`."""
    found: dict[str, None] = {}
    names, fathers = _asked_names(about)
    for reading in chain.from_iterable(names):
        near = away(reading)
        for other in chain.from_iterable(chain(names, fathers)):
            if other != reading:
                found.update(dict.fromkeys(_pair(each, other) for each in near))
        if len(reading) < 2:
            continue
        if about.commune:
            found.update(dict.fromkeys(f"c {each} {about.commune}" for each in near))
        for each in near:
            found.update(dict.fromkeys(_years(each, about.born, sure=0, unsure=AROUND - 1)))
    return list(found)[:MOST_NEIGHBOURS]


def away(skeleton: str) -> list[str]:
    """The skeletons one consonant away: left out, put in, taken for another, or two that changed places."""
    found: dict[str, None] = {}
    for at in range(len(skeleton) + 1):
        before, after = skeleton[:at], skeleton[at:]
        for letter in CONSONANTS:
            found[before + letter + after] = None
            if after:
                found[before + letter + after[1:]] = None
        if after:
            found[before + after[1:]] = None
        if len(after) > 1:
            found[before + after[1] + after[0] + after[2:]] = None
    return [each for each in found if each and each != skeleton]


def bearers(known: Described) -> set[str]:
    """Under what somebody counts among those who bear a name heard so."""
    return {f"n {each}" for unit in known.named for each in unit.skeletons}


def _asked_names(about: Described) -> tuple[list[list[str]], list[list[str]]]:
    """What is heard in the name, but for initials, which say too little; in the father's name."""
    said = [unit for unit in about.named if len(unit.form) > 1]
    return [_readings(unit) for unit in said], [_readings(unit) for unit in about.fathers]


def _readings(unit: Unit) -> list[str]:
    """The consonants of a word; of an Abdelhamid those of Hamid, too; a word without any by its sounds."""
    found = [each for each in unit.skeletons if each] or [f"_{unit.sounds[0]}"]
    if unit.form.startswith(("abd", "عبد")):
        found += [each[2:] for each in found if each.startswith("bd") and len(each) > 3]
    return list(dict.fromkeys(found))


def _pairs(names: Sequence[Iterable[str]], fathers: Sequence[Iterable[str]]) -> Iterator[str]:
    """Two words of a name, or one of them with the father's: in no order."""
    both = chain(combinations(names, 2), ((name, father) for name in names for father in fathers))
    for one, other in both:
        for first in one:
            for second in other:
                yield _pair(first, second)


def _pair(first: str, second: str) -> str:
    return f"p {first} {second}" if first <= second else f"p {second} {first}"


def _years(reading: str, born: Born | None, *, sure: int, unsure: int) -> Iterator[str]:
    """The word with each year that may be meant, so many around the one that is known."""
    if born is not None:
        around = unsure if born.said or born.guessed else sure
        for year in range(born.year - around, born.year + around + 1):
            yield f"y {reading} {year}"
