"""Words folded to comparable forms across French, Arabic script, Darija in Latin letters.

Three depths, each losing more than the one before:

* `fold`: case, accents, Arabic vowel marks, letter shapes, digits. Same script, same word.
* `sound`: how a word sounds, in one alphabet for both scripts (كيموت, kaymout, kimout → kymwt).
* `skeleton`: consonants only, for proper names (خريبكة, Khouribga, khribga → xrbk).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

KEPT = 8_000  # words whose forms a process remembers

_ARABIC_SHAPES = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ی": "ي", "ې": "ي", "ؤ": "و",
        "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "گ": "ك", "ڭ": "ك", "ݣ": "ك", "ڪ": "ك",
        "پ": "ب", "ڤ": "ف", "ڥ": "ف", "چ": "ش", "ژ": "ج", "ء": None, "ـ": None,
    }
)  # fmt: skip
_LATIN_SHAPES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{_UNSEEN}])*")
_NUMBER_AND_UNIT = re.compile(r"(\d+)(ans?|mois|jours?|heures?|h|min|km|kg|m|dh|yo|y)$")
_DROPPED = re.compile(rf"[{_MARKS}{_UNSEEN}]")
_THREE_OR_MORE = re.compile(r"([^\d])\1{2,}")
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")

_ARABIC_SOUNDS = str.maketrans(
    {
        "ا": None, "ه": "h", "ح": "h", "خ": "x", "ج": "j", "د": "d", "ذ": "d", "ض": "d", "ظ": "d",
        "ت": "t", "ط": "t", "ث": "t", "س": "s", "ص": "s", "ش": "c", "ز": "z", "ر": "r", "ع": "3",
        "غ": "4", "ف": "f", "ق": "9", "ك": "k", "ل": "l", "م": "m", "ن": "n", "و": "w", "ي": "y", "ب": "b",
    }
)  # fmt: skip
_LATIN_GROUPS = re.compile(r"kh|gh|ch|sh|dh|th|ou|oo|ph|dj|qu|ee|ai|ay|ei|ey|[a-z0-9]")
_LATIN_SOUNDS = {
    "kh": "x", "5": "x", "gh": "4", "ch": "c", "sh": "c", "dh": "d", "th": "t", "ou": "w", "oo": "w",
    "ph": "f", "dj": "j", "qu": "9", "ee": "y", "ai": "y", "ay": "y", "ei": "y", "ey": "y",
    "a": "", "e": "", "i": "y", "y": "y", "o": "w", "u": "w", "w": "w", "v": "f", "b": "b", "p": "b",
    "c": "k", "d": "d", "f": "f", "g": "k", "h": "h", "j": "j", "k": "k", "l": "l", "m": "m", "n": "n",
    "q": "9", "r": "r", "s": "s", "t": "t", "x": "c", "z": "z", "0": "", "1": "", "2": "", "3": "3",
    "4": "4", "6": "t", "7": "h", "8": "h", "9": "9",
}  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_WEAK = re.compile(r"[wyh3](?!$)|[wyh]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text: what was written, its folded form, its place."""

    written: str
    form: str
    start: int
    end: int


def is_arabic(form: str) -> bool:
    """Whether a form is written in Arabic letters."""
    return _ARABIC_LETTER.search(form) is not None


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """The text without case, accents, vowel marks, letter variants; digits become 0-9."""
    text = unicodedata.normalize("NFKC", text).translate(_ARABIC_SHAPES)
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_LATIN_SHAPES))
        text = _DROPPED.sub("", text)
        text = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text)
        text = text.translate(_ARABIC_SHAPES)
    return _THREE_OR_MORE.sub(r"\1", text.lower())


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, numbers cut from the unit glued to them (60ans → 60, ans)."""
    for found in _WORD.finditer(text):
        written, form = found.group(), fold(found.group())
        if not form:
            continue
        if form[0].isdigit() and (pair := _NUMBER_AND_UNIT.match(form)) and len(form) == len(written):
            cut = found.start() + len(pair.group(1))
            yield Word(text[found.start() : cut], pair.group(1), found.start(), cut)
            yield Word(text[cut : found.end()], pair.group(2), cut, found.end())
        else:
            yield Word(written, form, found.start(), found.end())


def sound(form: str) -> str:
    """How a folded form sounds: one alphabet for both scripts, short vowels dropped."""
    return sounds(form)[0]


@lru_cache(maxsize=KEPT)
def soundings(form: str) -> tuple[str, ...]:
    if is_arabic(form):
        return (_TWICE.sub(r"\1", form.removesuffix("ه").translate(_ARABIC_SOUNDS)),)
    if form[-2:] in ("ah", "eh"):
        form = form[:-1]
    groups = _LATIN_GROUPS.findall(form)
    full = _TWICE.sub(r"\1", "".join(_LATIN_SOUNDS[group] for group in groups))
    short = "".join(
        "" if place and group in ("o", "u", "i", "e", "ou") else _LATIN_SOUNDS[group]
        for place, group in enumerate(groups)
    )
    diphthong = "".join("" if group in ("ai", "ei") else _LATIN_SOUNDS[group] for group in groups)
    apart = "".join("dh" if group == "dh" else _LATIN_SOUNDS[group] for group in groups)
    ways = (full, *(_TWICE.sub(r"\1", way) for way in (short, diphthong, apart)))
    return tuple(dict.fromkeys(way for way in ways if way))


def sounds(form: str) -> tuple[str, ...]:
    """The likely soundings of a folded form: Latin vowels may be long (written in Arabic) or short."""
    return soundings(form) or ("",)


@lru_cache(maxsize=KEPT)
def skeleton(form: str) -> str:
    """The consonants of a name, close ones merged; keeps two names apart less well than `sound`."""
    bare = _WEAK.sub("", sound(form).replace("9", "k").replace("4", "k" if form.startswith("g") else "4"))
    return _TWICE.sub(r"\1", bare)
