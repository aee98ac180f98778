"""Whom a few words describe: « homme, ~60 ans, gare routière »."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from jaras.intake.rules.triage.ages import ages
from jaras.intake.rules.triage.reading import Reading, read
from jaras.kernel.folding import fold, is_arabic
from jaras.people.rules import Sex
from jaras.people.rules.names import ARTICLES, BETWEEN

POLICY = Path(__file__).parent.parent / "policies" / "persons_in_words.yaml"
OF_SEX = {Sex.FEMALE: "female", Sex.MALE: "male"}
SOON, SPREAD, LONGEST_GIVEN = 3, 10, 2
BEFORE_A_NUMBER = frozenset("~≈(")
LONGEST_NAME = 4  # words beside El, Ben, Aït


@dataclass(frozen=True)
class Described:
    """What the words say for certain; all the rest stays in the words themselves."""

    sex: Sex = Sex.UNKNOWN
    age_about: int | None = None
    given_name: str = ""
    family_name: str = ""
    arabic_name: str = ""
    name: str = ""  # as it was said, in whichever order: what is asked about


@dataclass(frozen=True)
class Name:
    """A name in the words: where it stands, which part of it is the given one."""

    start: int = 0
    stop: int = 0
    given: tuple[int, int] = (0, 0)
    sex: Sex = Sex.UNKNOWN


def described(words: str) -> Described | None:
    """The person described first; None when nobody is: « ? », « moi-même »."""
    reading = read(words)
    forms = [token.form for token in reading.tokens]
    if all(form.isdigit() or form in _words("nobody") for form in forms):
        return None
    if any(_is(form, "several") for form in forms[: _first(forms, "female", "male", "neutral") + 1]):
        return Described()
    end = _where_another_begins(forms)
    name = _name(reading)
    whole, given = _between(reading, name.start, name.stop), _between(reading, *name.given)
    arabic = is_arabic(whole)
    family = [(name.start, name.given[0]), (name.given[1], name.stop)]
    return Described(
        sex=_sex(forms[:end]) or name.sex,
        age_about=_age(reading, end),
        given_name="" if arabic else given,
        family_name="" if arabic else " ".join(filter(None, (_between(reading, *each) for each in family))),
        arabic_name=whole if arabic and given else "",
        name=whole,
    )


def _between(reading: Reading, start: int, stop: int) -> str:
    return reading.words(start, stop) if stop > start else ""


@cache
def _words(key: str) -> frozenset[str]:
    policy = yaml.safe_load(POLICY.read_text(encoding="utf-8"))
    return frozenset(fold(word).replace("-", "_") for word in str(policy[key]).split())


def _is(form: str, *keys: str) -> bool:
    """Whether the form is one of these words, with or without its Arabic article."""
    return any(form in _words(key) or form.removeprefix("ال") in _words(key) for key in keys)


def _first(forms: Sequence[str], *keys: str) -> int:
    return next((at for at, form in enumerate(forms) if _is(form, *keys)), len(forms))


def _where_another_begins(forms: Sequence[str]) -> int:
    """« a mother | with a baby of 4 months »: the age is not the mother's."""
    people = ("female", "male", "neutral", "several")
    for at, form in enumerate(forms[1:], 1):
        if form in _words("beside") and any(_is(near, *people) for near in forms[at + 1 : at + 1 + SOON]):
            return at
        if is_arabic(form) and form.startswith("و") and _is(form.removeprefix("و"), *people):
            return at
    return len(forms)


def _sex(forms: Sequence[str]) -> Sex:
    """Of the first word for a person, else of the one just after it: « nourrisson, fille »."""
    for sex, key in OF_SEX.items():
        if forms and forms[0] in _words(f"{key}_first"):
            return sex
    first = _first(forms, "female", "male", "neutral")
    for form in forms[first : first + 2]:
        for sex, key in OF_SEX.items():
            if _is(form, key):
                return sex
    return Sex.UNKNOWN


def _age(reading: Reading, end: int) -> int | None:
    """The one age said, the middle of « 20 à 25 ans »; two far apart are not one person's."""
    said = [age.years for age in ages(reading) if age.start < end]
    if not said or max(said) - min(said) > SPREAD:
        return None
    return int(sum(said) / len(said))


def _name(reading: Reading) -> Name:
    """A whole name where the words up to the first stop are one, else the known given name they begin with.

    « la mère de Hassan » is not Hassan; of a name that no list knows the given part comes first.
    """
    forms = [token.form for token in reading.tokens]
    titled = next((at for at, form in enumerate(forms) if form not in _words("titles")), len(forms))
    begin = titled if _given(forms, 0, len(forms)) is None else 0
    stop = _where_a_name_ends(reading, begin)
    first = _given(forms, begin, len(forms))
    if not _may_be_a_name(reading, begin, stop):
        return Name(begin, first[0], (begin, first[0]), first[1]) if first else Name()
    if first:
        return Name(begin, stop, (begin, first[0]), first[1])
    for at in range(stop - 1, begin, -1):  # written family name first
        if (last := _given(forms, at, stop)) is not None and last[0] == stop:
            return Name(begin, stop, (at, stop), last[1])
    if stop - begin < 2:
        return Name()
    if is_arabic(forms[begin]):
        return Name(begin, stop)
    return Name(begin, stop, (begin, begin + 1)) if _is_capital(reading, begin) else Name()


def _given(forms: Sequence[str], start: int, stop: int) -> tuple[int, Sex] | None:
    """Where a known given name that begins here ends, of which sex it is."""
    for end in range(min(start + LONGEST_GIVEN, stop), start, -1):
        for sex, key in OF_SEX.items():
            if "_".join(forms[start:end]) in _words(f"given_{key}"):
                return end, sex
    return None


def _where_a_name_ends(reading: Reading, start: int) -> int:
    tokens = reading.tokens
    first = tokens[start].clause if start < len(tokens) else 0
    ends = (at for at in range(start, len(tokens)) if _ends_a_name(reading, at, first))
    return next(ends, len(tokens))


def _ends_a_name(reading: Reading, at: int, clause: int) -> bool:
    token = reading.tokens[at]
    before = reading.text[token.word.start - 1] if token.word.start else ""
    return token.clause != clause or token.form[:1].isdigit() or before in BEFORE_A_NUMBER


def _may_be_a_name(reading: Reading, start: int, stop: int) -> bool:
    """Whether nothing speaks against these words being a name: their number, a common word, small letters."""
    tokens = reading.tokens[start:stop]
    spoken = [token for token in tokens if token.form not in BETWEEN]
    if not 0 < len(spoken) <= LONGEST_NAME or tokens[-1].form in ARTICLES:
        return False
    kinds = ("female", "male", "neutral", "several", "beside", "common")
    if any(_is(token.form, *kinds) for token in tokens if token.form not in BETWEEN):
        return False
    latin = [reading.text[token.word.start] for token in spoken if not is_arabic(token.form)]
    return len({letter.isupper() for letter in latin}) <= 1 and len(latin) in (0, len(spoken))


def _is_capital(reading: Reading, at: int) -> bool:
    return reading.text[reading.tokens[at].word.start].isupper()
