"""What is typed to find a person, read: a name, an age or a birth, a commune, numbers.

>>> read("salma elalaoui bejaad 34-38", {("bejaad",): "05.01"}, on=date(2026, 11, 26)).name
'salma elalaoui'
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jaras.kernel.folding import fold
from jaras.people.rules.birth import OLDEST, NoBirth, birth_read
from jaras.people.rules.identity.described import Born

LONGEST = 200  # signs that are read
FIRST_YEAR = 1890
SHORTEST_END = 4  # digits of a telephone, the last ones
MOST_WORDS = 4  # of the name of a commune

Communes = Mapping[tuple[str, ...], str]  # the folded words of a name, its code

_MAIL = re.compile(r"\S+@\S+")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4}[/\-]\d{1,2}[/\-]\d{1,2})(?!\d)")
_TELEPHONE = re.compile(r"(?<![\w+])(?:(?:\+|00)\d(?:[ .\-/()]{0,2}\d){8,13}|0\d(?:[ .\-/]?\d\d){4})(?![\w])")
_RANGE = re.compile(r"(?<![\w])(\d{2,4})\s?[-–]\s?(\d{2,4})(?![\w])")
_CODE = re.compile(r"(?<![\w])[a-z]{1,2}-?\d{4,8}(?![\w])")
_GLUED = re.compile(r"(?<![\w])(\d{1,3})(ans?|yo|years?|سنه|سنوات|عاما?)(?![\w])")
_GUESS = re.compile(r"[~≈±](?=\s*\d)")
_WORD = re.compile(r"\w[\w.'’`]*")

# Words beside a number that say what it is; only there are they nobody's name.
_BEFORE = frozenset(
    {"ne", "nee", "nes", "age", "agee", "aged", "born", "in", "en", "de", "vers", "environ", "env", "about"}
    | {"around", "circa", "guess", "3ndo", "3ndha", "عمره", "عمرها", "العمر", "سنه", "عام", "حوالي", "نحو"}
    | {"تقريبا", "مواليد", "مزداد", "مزداده", "ولد", "ولدت"}
)
_AFTER = frozenset(
    {"an", "ans", "year", "years", "yo", "old", "سنه", "سنوات", "عام", "عاما", "3am", "environ", "env"}
    | {"تقريبا", "حوالي"}
)
_GUESSED = frozenset(
    {"guess", "vers", "environ", "env", "about", "around", "circa", "حوالي", "نحو", "تقريبا"}
)
_OF = frozenset({"a", "de", "d", "from", "of", "من", "في"})  # before a commune


@dataclass(frozen=True)
class Sought:
    """What was understood; whatever is empty was not said.

    `digits` are those of a telephone or its end; four of them may be a year, which `born` tells too.
    """

    name: str = ""
    born: Born | None = None
    commune: str = ""
    digits: str = ""
    code: str = ""  # an identity number
    mail: str = ""
    left: tuple[str, ...] = ()  # what nothing was made of

    @property
    def narrows(self) -> bool:
        """Whether something beside the name tells namesakes apart."""
        return self.born is not None or bool(self.commune)


def read(typed: str, communes: Communes, *, on: date) -> Sought:
    """What these signs ask for, as of that day; nothing typed is refused."""
    return _Reader(typed[:LONGEST], communes, on).sought()


class _Reader:
    """Takes out of the text what it knows; the rest is the name."""

    def __init__(self, typed: str, communes: Communes, on: date) -> None:
        self.text = _GUESS.sub(" guess ", fold(typed))
        self.communes, self.on = communes, on
        self.born: Born | None = None
        self.digits = ""
        self.left: list[str] = []

    def sought(self) -> Sought:
        mail = self._take(_MAIL)
        for day in self._all(_DAY):
            self._birth(day)
        bare = self.text if sum(map(str.isdecimal, self.text)) >= SHORTEST_END else ""
        self.digits = self._take(_TELEPHONE) or ("" if any(map(str.isalpha, bare)) else bare.strip())
        for found in self._all(_RANGE):
            self._between(*re.findall(r"\d+", found))
        code = self._take(_CODE)
        self.text = _GLUED.sub(r"\1 \2", self.text)
        self.left += [sign for sign in self.text if unicodedata.category(sign) in ("So", "Sk", "Cn", "Co")]
        words = self._numbers(_WORD.findall(self.text))
        commune, words = _commune(words, self.communes)
        name = " ".join(words)
        return Sought(name, self.born, commune, self.digits, code, mail, tuple(dict.fromkeys(self.left)))

    def _take(self, what: re.Pattern[str]) -> str:
        """The first of its kind, cut out of the text."""
        found = what.search(self.text)
        if not found:
            return ""
        self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found.group()

    def _all(self, what: re.Pattern[str]) -> Iterable[str]:
        while found := self._take(what):
            yield found

    def _birth(self, written: str) -> None:
        try:
            day = birth_read(written.replace(".", "/").replace("-", "/")).on
        except NoBirth:
            day = None
        if day is None or self.born or not FIRST_YEAR <= day.year <= self.on.year:
            self.left.append(written)
        else:
            self.born = Born.on(day)

    def _between(self, low: str, high: str) -> None:
        """«34-38», «1960-1965»: the middle, about."""
        first, last = int(low), int(high)
        if self.born is None and first <= last <= OLDEST:
            self.born = Born.from_age((first + last) // 2, said_on=self.on)
        elif self.born is None and FIRST_YEAR <= first <= last <= self.on.year:
            self.born = Born((first + last) // 2, guessed=True)
        elif len(low + high) > SHORTEST_END:  # of a telephone with a stroke in it
            self.digits = self.digits or low + high
        else:
            self.left.append(f"{low}-{high}")

    def _numbers(self, words: list[str]) -> list[str]:
        """The words without the numbers, without what says of these what they are."""
        said = set()
        for at, word in enumerate(words):
            if not word.isdecimal():
                continue
            said.add(at)
            before, after = at - 1, at + 1
            while before >= 0 and words[before] in _BEFORE:
                said.add(before)
                before -= 1
            while after < len(words) and words[after] in _AFTER:
                said.add(after)
                after += 1
            around = {*words[before + 1 : at], *words[at + 1 : after]}
            self._number(word, guessed=not _GUESSED.isdisjoint(around), years=not _AFTER.isdisjoint(around))
        return [word for at, word in enumerate(words) if at not in said]

    def _number(self, written: str, *, guessed: bool, years: bool) -> None:
        value = int(written)
        if len(written) <= len(str(OLDEST)) and value <= OLDEST and self.born is None:
            self.born = Born.from_age(value, said_on=self.on)
        elif len(written) < SHORTEST_END or years:
            self.left.append(written)
        else:
            if len(written) == SHORTEST_END and FIRST_YEAR <= value <= self.on.year and self.born is None:
                self.born = Born(value, guessed=guessed)
            self.digits = self.digits or written


def phrase(name: str) -> tuple[str, ...]:
    """The name of a commune as `Communes` holds it."""
    return tuple(_WORD.findall(fold(name)))


def _commune(words: list[str], communes: Communes) -> tuple[str, list[str]]:
    """The first commune that the words name, with the words that are left."""
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for at in range(len(words) - length, -1, -1):
            if code := communes.get(tuple(words[at : at + length])):
                start = at - 1 if at and words[at - 1] in _OF else at
                return code, words[:start] + words[at + length :]
    return "", words
