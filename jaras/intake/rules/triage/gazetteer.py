"""Names of places as they are written: communes, named places, towns elsewhere, in every spelling."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.fuzz import ratio

from jaras.intake.rules.triage.policy import load
from jaras.intake.rules.triage.policy import words as policy_words
from jaras.intake.rules.triage.reading import Token
from jaras.kernel.folding import fold, is_arabic, skeleton, sound, words
from jaras.territory.rules.gazetteer import Names

OUT_OF_PROVINCE = "OUT_OF_PROVINCE"
_SAME = {
    fold(word): family
    for family, line in {
        "oulad": "oulad ouled wlad awlad lwlad uled olad wled أولاد ولاد اولاد",
        "bni": "bni beni bani ben بني",
        "ain": "ain aain aine 3in 3ayn ayn عين",
        "sidi": "sidi سيدي",
        "oued": "oued wad wadi wed wadi وادي واد",
        "ait": "ait ayt آيت ايت",
    }.items()
    for word in line.split()
}
_ARTICLES = frozenset(("el", "al", "l", "d", "de"))
_CLITICS = ("وال", "بال", "فال", "لل", "ال", "وب", "وف", "و", "ب", "ف", "ل", "ك")
_DAYS = policy_words("whereabouts", "market_days")


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one place."""

    forms: tuple[str, ...]
    commune_code: str
    place_id: int | None = None
    common_word: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A place found in a text, from one token to another (excluded)."""

    name: Name
    start: int
    end: int


class Gazetteer:
    """All names by the keys of their first two words, prepared once for the names in force."""

    def __init__(self, names: Names | None = None) -> None:
        names = names or Names()
        raw = load("whereabouts")
        self.by_keys: dict[tuple[str, str], list[Name]] = defaultdict(list)
        self.common_words = frozenset(fold(word) for word in raw["also_ordinary_words"])
        for commune in names.communes:
            for spelling in (commune.name_fr, commune.name_ar, *commune.aliases):
                self._add(spelling, commune.code)
        for place in names.places:
            for spelling in (place.name_fr, place.name_ar, *place.aliases):
                self._add(spelling, place.commune_code, place.id)
        here = {form for name in names.communes for form in (fold(name.name_fr), fold(name.name_ar))}
        for row in (*names.other_communes, *names.other_provinces):
            for spelling in (row.name_fr, row.name_ar, *raw["nicknames"].get(row.code, ())):
                if fold(spelling) not in here:
                    self._add(spelling, OUT_OF_PROVINCE)

    def _add(self, spelling: str, code: str, place_id: int | None = None) -> None:
        forms = tuple(word.form for word in words(spelling))
        if len(forms) > 2 and forms[0] in _DAYS:
            self._add(" ".join(forms[1:]), code, place_id)
        forms = tuple(form for form in forms if form not in ("el", "al", "l")) or forms
        if not forms:
            return
        name = Name(forms, code, place_id, " ".join(forms) in self.common_words)
        seconds = _keys(forms[1]) if len(forms) > 1 else frozenset(("",))
        for key in product(_keys(forms[0]), seconds):
            if (code != OUT_OF_PROVINCE or key[0][0] != "~") and name not in self.by_keys[key]:
                self.by_keys[key].append(name)

    def find(self, tokens: tuple[Token, ...]) -> list[Named]:
        """The places named in a text: longest names first, none inside another."""
        found = [named for at in range(len(tokens)) for named in self._at(tokens, at)]
        found.sort(
            key=lambda named: (
                named.start - named.end,
                named.name.commune_code == OUT_OF_PROVINCE,
                named.start,
            )
        )
        taken, kept = set[int](), []
        for named in found:
            span = range(named.start, named.end)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(named)
        return sorted(kept, key=lambda named: named.start)

    def _at(self, tokens: tuple[Token, ...], at: int) -> Iterator[Named]:
        if tokens[at].form in policy_words("whereabouts", "never"):
            return
        seen = set[Name]()
        following = next((t.form for t in tokens[at + 1 : at + 3] if t.form not in _ARTICLES), "")
        seconds = _keys(following) | {""} if following else frozenset(("",))
        for key in product(_keys(tokens[at].form), seconds):
            for name in self.by_keys.get(key, ()):
                if name not in seen and (end := _end(name, tokens, at)) is not None:
                    seen.add(name)
                    yield Named(name, at, end)


def _end(name: Name, tokens: tuple[Token, ...], at: int) -> int | None:
    exact = name.commune_code == OUT_OF_PROVINCE
    place = at
    for form in name.forms:
        if place < len(tokens) and place > at and tokens[place].form in _ARTICLES:
            place += 1
        if place >= len(tokens) or not _alike(
            form, tokens[place].form, alone=len(name.forms) == 1, exact=exact
        ):
            return None
        place += 1
    return place


@lru_cache(maxsize=50_000)
def _keys(form: str) -> frozenset[str]:
    keys = set[str]()
    for bare in _bare(form):
        if bare in _SAME:
            keys.add(f"={_SAME[bare]}")
        keys.add(bare)
        if len(bones := skeleton(bare)) >= 2:
            keys.add(f"~{bones}")
    return frozenset(keys)


@lru_cache(maxsize=50_000)
def _bare(form: str) -> tuple[str, ...]:
    """A word with and without what stands glued before it (بخريبكة, lkhribga)."""
    ways = [form]
    if is_arabic(form):
        ways += [
            form[len(head) :] for head in _CLITICS if form.startswith(head) and len(form) - len(head) >= 3
        ]
    elif len(form) > 4 and form[0] in "lfb" and form[1] not in "aeiouy":
        ways.append(form[1:])
    elif len(form) > 5 and form.startswith(("la", "el", "al")):
        ways.append(form[2:])
    return tuple(dict.fromkeys(ways))


@lru_cache(maxsize=100_000)
def _alike(name: str, word: str, *, alone: bool, exact: bool) -> bool:
    for known in _bare(name):
        for written in _bare(word):
            if known == written or (known in _SAME and _SAME[known] == _SAME.get(written)):
                return True
            if exact or len(known) < 4 or is_arabic(known) != is_arabic(written):
                continue
            if _spelt_alike(known, written, alone=alone, cut=known != name or written != word):
                return True
    return False


def _spelt_alike(known: str, written: str, *, alone: bool, cut: bool) -> bool:
    near = ratio(known, written)
    if is_arabic(known):
        return (near >= 75 and sound(known) == sound(written)) or (len(known) >= 7 and near >= 90)
    if skeleton(known) == skeleton(written) and len(skeleton(known)) >= 2:
        return near >= (86 if cut else 82 if len(known) < 7 else 75) if alone else near >= 60
    return len(known) >= 7 and known[0] == written[0] and near >= 88
