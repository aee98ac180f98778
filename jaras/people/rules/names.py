"""Names of persons in two scripts, brought to one alphabet of sounds.

A name is read as units: «Fatima-Zahra El Idrissi» has three, «عبد الرحيم بن يوسف» two. What families write or
leave out (El, Ben, Aït, the article of an Abd) is no unit. Each unit has its sounds, with vowels, and its
skeletons, the consonants alone; more than one where a spelling may be read in several ways (Gilali, Jilali).
`kernel.folding` hears words, places: it has no short vowels, one reading of a letter, knows no particles.

    >>> [unit.skeletons for unit in units("Lahcen Bennani")]
    [('lsn', 'sn'), ('bn', 'n')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jaras.kernel import folding

KEPT = 30_000  # words whose hearing a process remembers: some twelve megabytes when it has met so many
LONGEST, MOST_UNITS = 200, 8  # letters of a name that are read; a name of kings has seven

# What joins two words of a name: son of, daughter of, children of, people of.
PARTICLES = frozenset(
    {"ben", "bent", "bint", "bnt", "bin", "ibn", "ibnou", "ould", "oulad", "wlad", "ait", "aid", "ayt"}
    | {"بن", "ابن", "بنت", "ولد", "اولاد", "ايت"}
)
ARTICLES = frozenset(
    {"el", "al", "l", "le", "la", "ed", "es", "ech", "et", "er", "en", "ez", "as", "at", "ar", "ال"}
)
SERVANTS = frozenset(
    {"abd", "abdel", "abdal", "abdul", "abdoul", "abdou", "abde", "abdr", "abed", "عبد"}
)  # Abd el-Kader
LORDS = frozenset(  # said before a name
    {"si", "sidi", "lalla", "moulay", "my", "سي", "سيدي", "لالة", "لاله", "مولاي"}
)
FAITH = frozenset(  # Nour ed-Din, Fath Allah
    {"eddine", "edine", "addine", "ddine", "dine", "din", "allah", "ellah", "llah", "الدين", "الله"}
)
PARENTS = frozenset(
    {"bou", "abou", "abu", "bu", "aba", "oum", "oumm", "um", "om", "ابو", "بو", "ام", "ابا", "با"}
)  # Bou Chaib, Oum Keltoum

OF_GOD = ("abdallah", "عبدالله")  # whose second word is nobody's name

BETWEEN = PARTICLES | ARTICLES | LORDS

_BETWEEN = re.compile(r"[^a-z0-9\u0620-\u064a.]+")
_APOSTROPHE = re.compile(r"\b([a-z])['’`](?=[a-z])")  # M'hamed
_GLUED = re.compile(r"^(?:ايت(?=...)|بنت(?=...)|ait(?=abd)|si(?=mohamed|mhamed|ahmed|abd))")
_OF_FAITH = re.compile(r"(?<=..)الدين$")
_TWICE = re.compile(r"(.)\1+")
_ABD = re.compile(r"^abd(?:ou|[eauo])?")
_ABDALLAH = re.compile(r"^abda?ll?[ao]h?$")
_SUN_TWICE = re.compile(r"^([rsnztd])\1")

_ARABIC = dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهويا", "bttjhxddrzscsdtdegfqklmnhuia", strict=True))
_GROUPS = re.compile(r"tch|kh|gh|ch|sh|dh|th|dj|ou|oo|ph|qu(?=[aeiouy])|gu(?=[eiy])|[a-z0-9]")
_LATIN = {
    "tch": "c", "kh": "x", "gh": "g", "ch": "c", "sh": "c", "dh": "d", "th": "t", "dj": "j",
    "ou": "u", "oo": "u", "ph": "f", "qu": "k", "gu": "G", "p": "b", "v": "f",
    "e": "a", "y": "i", "o": "u", "w": "u",
    **{letter: letter for letter in "abdfhijklmnqrstuxz"},
    # Arabizi: digits that look like the letters a Latin keyboard lacks.
    "2": "", "3": "e", "5": "x", "6": "t", "7": "h", "9": "q",
}  # fmt: skip
_SOFTENING = frozenset("eiy")
_SILENT = str.maketrans("", "", "aiueh")  # vowels, with ع and ه, which Latin spellings leave out
_READINGS = {"q": "k", "G": "k", "J": "jk"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a name: as it is written, folded; its sounds; its consonants."""

    form: str
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]

    def __hash__(self) -> int:
        return hash(self.form)


@lru_cache(folding.KEPT)
def units(name: str) -> tuple[Unit, ...]:
    """The units of a name, in the order they are written; of a text that holds no letter, none."""
    return tuple(map(unit, _forms(name)))[:MOST_UNITS]


@lru_cache(KEPT)
def unit(form: str) -> Unit:
    """One folded word with every way it may be heard."""
    wholes = _bare_arabic(form) if folding.is_arabic(form) else _bare_latin(form)
    sounds = [_sound(each) for each in wholes]
    servant = form.startswith(("abd", "عبد"))  # the last consonant of Abd is not the first of Hadi
    heard = [_skeletons(sound, apart=len("abd") if servant else 0) for sound in sounds]
    skeletons = [each for found in heard for each in found if each or len(sounds) == 1]
    return Unit(form, tuple(dict.fromkeys(sounds)), tuple(dict.fromkeys(skeletons)))


def sounds_of(word: Unit, reading: str) -> str:
    """The sounds of which this reading has the consonants; those of the word where it is cut shorter."""
    return next((each for each in word.sounds if reading in _skeletons(each)), word.sounds[0])


def _forms(name: str) -> Iterator[str]:
    plain = _APOSTROPHE.sub(r"\1", folding.fold(name[:LONGEST]))
    waiting = [word for word in (each.strip(".") for each in _BETWEEN.split(plain)) if word]
    while waiting:
        word = waiting.pop(0)
        if word not in SERVANTS and _named(waiting[:2]) in FAITH:
            waiting.insert(0, word + _named(waiting))
        elif not waiting:
            yield _joined(word)
        elif word in SERVANTS:
            yield _servant_of(_named(waiting))
        elif word in PARENTS:
            child = _named(waiting)
            yield ("بو" + _without_article(child)) if folding.is_arabic(child) else "bou" + child
        elif word not in BETWEEN:
            yield _joined(word)


def _named(waiting: list[str]) -> str:
    """The word that Abd or Bou belongs to, the article between them left out."""
    word = waiting.pop(0) if waiting else ""
    return waiting.pop(0) if word in ARTICLES and waiting else word


@lru_cache(folding.KEPT)
def _joined(word: str) -> str:
    """The same form for what is written in one word or two: Abdelkader, Aboubakr, Aït Kacem."""
    word = _OF_FAITH.sub("دين", _GLUED.sub("", word))
    if word.startswith("عبدال") and len(word) > 6 and word not in OF_GOD:
        return "عبد" + word[5:]
    if word.startswith("abd") and len(word) >= 6:
        return _servant_of(_ABD.sub("", word))
    if word.startswith("ابو") and len(word) > 4:
        return word[1:]
    return word[1:] if re.match("abou[a-z]{3}", word) else word


def _servant_of(name: str) -> str:
    if folding.is_arabic(name):
        return "عبد" + _without_article(name)
    if name.startswith("l") and len(name) > 3:
        name = name[1:]
    return _ABDALLAH.sub("abdallah", "abd" + _SUN_TWICE.sub(r"\1", name))


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _bare_latin(form: str) -> list[str]:
    """The word, then what is left where an article or a particle may be glued to it."""
    found = [form]
    for glued in (
        r"(?:el|al|ul)(?=[a-z]{3})",
        r"l(?=[a-z]{4})",
        r"[ea](?=(ss|tt|ch|nn|rr|dd|zz|s|z|t|d|n|r)[aeiouh]..)",
        r"b[ei]nt?(?=[a-z]{3})",
        r"b[ea]l(?=[a-z]{3})",
        r"a[iy]t(?=[a-z]{3})",
    ):
        if match := re.match(glued, form):
            found.append(form[match.end() :])
    return found


def _bare_arabic(form: str) -> list[str]:
    found = [form]
    if form.startswith("ال") and len(form) > 4:
        found.insert(0, form[2:])
    elif form.startswith("ل") and len(form) > 4:
        found.append(form[1:])
    if form.startswith("بن") and len(form) > 4:
        found.append(form[2:])
    if form.startswith(("بل", "بال")) and len(form) > 5:
        found.append(form[3:] if form.startswith("بال") else form[2:])
    return found


def _sound(form: str) -> str:
    if folding.is_arabic(form):
        heard = "".join(_ARABIC.get(letter, "") for letter in form)
    else:
        servant = "abd" if form.startswith("abd") else ""  # of Abdelhadi the dh is no one sound
        groups = [*servant, *_GROUPS.findall(form.removeprefix(servant))]
        heard = "".join(map(_latin_sound, groups, [*groups[1:], ""]))
    return _TWICE.sub(r"\1", heard)


def _latin_sound(group: str, following: str) -> str:
    soft = following[:1] in _SOFTENING
    if group == "c":
        return "s" if soft else "k"
    if group == "g":
        return "J" if soft else "G"
    return _LATIN.get(group, "")


def _skeletons(sound: str, *, apart: int = 0) -> list[str]:
    """The consonants, close ones as one, but for those `apart`; a g may be heard as k or as j."""
    if apart:
        return [first + rest for first in _skeletons(sound[:apart]) for rest in _skeletons(sound[apart:])]
    found = [""]
    for letter in sound.translate(_SILENT):
        found = [before + heard for before in found for heard in _READINGS.get(letter, letter)][:4]
    return [_TWICE.sub(r"\1", each) for each in found]
