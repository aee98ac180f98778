"""Under which few keys somebody is found again, however their name is written.

Who is known lies under the keys of what is written down. Who asks looks under theirs, and under those of
names one consonant away that somebody here bears: neighbours are made for the question, never kept.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from jaras.people.rules.identity.described import Born, Described
from jaras.people.rules.identity.echoes import both, echo
from jaras.people.rules.names import OF_GOD, Unit

Heard = tuple[Unit, list[str]]  # a word, its readings
Echo = tuple[int, int]  # how one or two words sound, in the order of the key
CONSONANTS = "bcdfgjklmnqrstxz"  # the letters of `names.Unit.skeletons`
OPEN = frozenset("aiueh")  # sounds that a name may begin with and one script leaves out
_ALSO = {
    "c": "sc",
    "g": "Gj",
    "s": "c",
    "k": "x",
    "j": "G",
    "o": "e",
    "y": "i",
}  # C. for Chafik, S. for Shadia


def kept(known: Described) -> dict[str, Echo]:
    """The keys of somebody who is registered, with how the words behind each sound."""
    found: dict[str, Echo] = {}
    fathers = [(word, readings(word)) for word in known.fathers]
    for writing in known.writings:
        names = [(word, readings(word)) for word in writing.all]
        for key, echoes in chain(_pairs(names, fathers), _alone(names, known.born)):
            before = found.get(key)
            found[key] = (both(before[0], echoes[0]), both(before[1], echoes[1])) if before else echoes
    return found


def pair(first: str, second: str) -> str:
    """Two words of a name, or one of them with the father's: in no order."""
    return f"p {first} {second}" if first <= second else f"p {second} {first}"


def short(letter: str, reading: str) -> str:
    """«H. Bennani»: one word by its beginning, another whole."""
    return f"i {letter} {reading}"


def in_year(reading: str, year: int) -> str:
    return f"y {reading} {year}"


def alone(reading: str) -> str:
    """Whoever lies there bears a name heard so; how many they are is counted by night."""
    return f"w {reading}"


def is_alone(key: str) -> bool:
    return key.startswith("w ")


def readings(word: Unit) -> list[str]:
    """The consonants of a word; of an Abdelhamid those of Hamid, too; a word without any by its sounds."""
    found = [each for each in word.skeletons if each] or [f"_{word.sounds[0]}"]
    if word.form.startswith(("abd", "عبد")) and word.form not in OF_GOD:
        found += [each[2:] for each in found if each.startswith("bd") and len(each) > 2]
    return list(dict.fromkeys(found))


def initials(letter: Unit) -> set[str]:
    """What a word may begin with that somebody wrote by its first letter, in either script."""
    return {initial(sounds) for sounds in (*letter.sounds, *_ALSO.get(letter.form, ()))}


def initial(sounds: str) -> str:
    """What a word begins with, those sounds as one that a script leaves out or a habit exchanges."""
    letter = sounds[:1]
    return "a" if letter in OPEN else {"q": "k", "G": "k"}.get(letter, letter)


def away(reading: str) -> list[str]:
    """The skeletons one consonant away: left out, put in, taken for another, or two that changed places."""
    found: dict[str, None] = {}
    for at in range(len(reading) + 1):
        before, after = reading[:at], reading[at:]
        for letter in CONSONANTS:
            found[before + letter + after] = None
            if after:
                found[before + letter + after[1:]] = None
        if after:
            found[before + after[1:]] = None
        if len(after) > 1:
            found[before + after[1] + after[0] + after[2:]] = None
    return [each for each in found if each and each != reading]


def years(born: Born | None, *, sure: int, unsure: int) -> range:
    """Those that may be meant: so many around the one that was said."""
    if born is None:
        return range(0)
    around = unsure if born.said or born.guessed else sure
    return range(born.year - around, born.year + around + 1)


def _pairs(names: Sequence[Heard], fathers: Sequence[Heard]) -> Iterator[tuple[str, Echo]]:
    several = chain(combinations(names, 2), ((name, father) for name in names for father in fathers))
    for (one, ones), (other, others) in several:
        for first in ones:
            for second in others:
                echoes = echo(one, first), echo(other, second)
                yield pair(first, second), echoes if first <= second else echoes[::-1]


def _alone(names: Sequence[Heard], born: Born | None) -> Iterator[tuple[str, Echo]]:
    for at, (word, heard) in enumerate(names):
        letter = initial(word.sounds[0])
        for later, others in names[at + 1 :]:
            yield from ((short(letter, each), (echo(later, each), 0)) for each in others)
        for each in heard:
            echoes = echo(word, each), 0
            yield alone(each), echoes
            if born:
                yield in_year(each, born.year), echoes
