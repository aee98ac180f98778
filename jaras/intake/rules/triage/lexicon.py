"""The reviewed words of every sign, compiled once into patterns over tokens."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from sys import intern

from jaras.intake.rules.triage import notation
from jaras.intake.rules.triage.policy import FOLDER, load
from jaras.intake.rules.triage.spelling import Neighbours
from jaras.kernel import folding
from jaras.kernel.folding import fold, is_arabic, sound

_LANGUAGES = ("fr", "en", "ar", "latn")
_GAP = re.compile(r"_(\d*)$")


def light(form: str) -> str:
    """A Latin word without its plural, its feminine: blessées → bless."""
    if len(form) < 4:
        return form
    bare = form.rstrip("sx").rstrip("e")
    return bare if len(bare) >= 3 else form


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: the token ids it takes, or a gap of up to `gap` tokens."""

    ids: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sign's words in order; `rarest` are those of its last place: without them no need to look."""

    sign: str
    elements: tuple[Element, ...]
    rarest: frozenset[str]
    says_no: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """What the words show, named in the three languages of the interface."""

    code: str
    name_fr: str
    name_ar: str
    name_en: str
    mask: bool = False
    lasting: bool = False
    even_denied: bool = False
    danger: bool = False


@dataclass(slots=True)
class Lexicon:
    """All signs, their patterns by first word, the vocabulary that tokens are looked up in."""

    signs: dict[str, Sign] = field(default_factory=dict)
    anchored: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    vocabulary: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    neighbours: Neighbours = field(default_factory=Neighbours)


@cache
def _word_ids(word: str, language: str) -> tuple[str, ...]:
    """One object for each id, however many patterns name it: every server process keeps the lexicon."""
    return tuple(map(intern, _named(word, language)))


@cache
def _element(ids: frozenset[str], optional: bool, gap: int) -> Element:
    """One object for each, with one set, however many patterns have it."""
    return Element(ids, optional, gap)


def _named(word: str, language: str) -> Iterator[str]:
    if word == "#":
        yield "#"
        return
    verb, exact, prefix = word.startswith("~"), word.startswith("="), word.endswith("*")
    form = fold(word.strip("~=*"))
    if not form:
        raise ValueError(f"an empty word among the signs: {word!r}")
    if exact or form.isdigit():
        yield f"e:{form}"
    elif prefix:
        yield f"p:{form}"
    elif language == "ar" or is_arabic(form):
        yield ("v:" if verb else "a:") + form
        if len(key := sound(form)) >= (3 if verb else 4):
            yield ("kv:" if verb else "k:") + key
    elif language == "latn":
        yield f"x:{form}"
        if len(key := sound(form)) >= 3:
            yield ("kv:" if verb else "k:") + key
    else:
        yield f"w:{light(form)}"


def _ids(word: str, language: str, classes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    if word.startswith("<"):
        yield from classes[word.strip("<>")]
    else:
        yield from _word_ids(word, language)


def _pattern(sign: str, line: str, language: str, classes: Mapping[str, frozenset[str]]) -> Iterator[Pattern]:
    for slots in notation.spelled_out(line):
        elements = [
            _element(frozenset(), False, slot.gap)
            if slot.gap
            else _element(_slot_ids(slot, language, classes), slot.optional, 0)
            for slot in slots
        ]
        denied = any(name.startswith("!") for element in elements for name in element.ids)
        yield Pattern(sign, tuple(elements), elements[-1].ids, denied)


def _slot_ids(slot: notation.Slot, language: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    ids = {name for word in slot.words for name in _ids(word, language, classes)}
    return frozenset(intern(f"!{name}") for name in ids) if slot.denied else frozenset(ids)


def _lines(text: str | list[str]) -> Iterator[str]:
    for part in [text] if isinstance(text, str) else text:
        yield from (line.strip() for line in re.split(r"[;\n]", part) if line.strip())


def _classes(entries: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for name, by_language in entries.items():
        ids = set[str]()
        for language, text in by_language.items():
            for word in text.split():
                ids.update(_ids(word, language, classes))
        classes[name] = frozenset(ids)
    return classes


def _learn(lexicon: Lexicon, ids: frozenset[str]) -> None:
    for name in ids:
        name = name.removeprefix("!")
        kind, _, form = name.partition(":")
        lexicon.vocabulary.add(name)
        if kind == "p":
            lexicon.prefixes.add(form)
        elif kind in ("w", "a"):
            lexicon.neighbours.add(form)


def _sign(code: str, entry: Mapping[str, str | bool], *, danger: bool) -> Sign:
    return Sign(
        code=code,
        name_fr=str(entry["name_fr"]),
        name_ar=str(entry["name_ar"]),
        name_en=str(entry["name_en"]),
        mask=bool(entry.get("mask")),
        lasting=bool(entry.get("lasting")),
        even_denied=bool(entry.get("even_denied")),
        danger=danger,
    )


def _add(lexicon: Lexicon, pattern: Pattern) -> None:
    for element in pattern.elements:
        _learn(lexicon, element.ids)
    for name in pattern.elements[0].ids:
        lexicon.anchored[name] = (*lexicon.anchored.get(name, ()), pattern)


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon; read from the policies the first time."""
    built = Lexicon()
    classes = _classes(load("classes"))
    for path in sorted(FOLDER.glob("signs_*.yaml")):
        for code, entry in load(path.stem).items():
            if code in built.signs:
                raise ValueError(f"{path.name}: sign {code} is defined twice")
            built.signs[code] = _sign(code, entry, danger=path.stem in ("signs_body", "signs_threat"))
            for language in _LANGUAGES:
                for line in _lines(entry.get(language, "")):
                    for pattern in _pattern(code, line, language, classes):
                        _add(built, pattern)
    for needed_once in (_word_ids, _element, folding.fold, folding.soundings):
        needed_once.cache_clear()
    built.common = {light(fold(word)) for text in load("common_words").values() for word in text.split()}
    built.common |= {name[2:] for name in built.vocabulary if name.startswith("w:")}
    return built
