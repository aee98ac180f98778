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

POLICY = Path(__file__).parent.parent / "policies" / "persons_in_words.yaml"
OF_SEX = {Sex.FEMALE: "female", Sex.MALE: "male"}
SOON, SPREAD, LONGEST_NAME = 3, 10, 2


@dataclass(frozen=True)
class Described:
    """What the words say for certain; all the rest stays in the words themselves."""

    sex: Sex = Sex.UNKNOWN
    age_about: int | None = None
    given_name: str = ""
    arabic_name: str = ""


def described(words: str) -> Described | None:
    """The person described first; None when nobody is: « ? », « moi-même »."""
    reading = read(words)
    forms = [token.form for token in reading.tokens]
    if all(form.isdigit() or form in _words("nobody") for form in forms):
        return None
    if any(_is(form, "several") for form in forms[: _first(forms, "female", "male", "neutral") + 1]):
        return Described()
    end = _where_another_begins(forms)
    start, stop, sex_of_name = _name(forms)
    name = reading.words(start, stop) if stop else ""
    return Described(
        sex=_sex(forms[:end]) or sex_of_name,
        age_about=_age(reading, end),
        given_name="" if is_arabic(name) else name,
        arabic_name=name if is_arabic(name) else "",
    )


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


def _name(forms: Sequence[str]) -> tuple[int, int, Sex]:
    """Where a known given name stands, only at the beginning: « la mère de Hassan » is not Hassan."""
    titled = next((at for at, form in enumerate(forms) if form not in _words("titles")), len(forms))
    for start in (0, titled):
        for length in range(LONGEST_NAME, 0, -1):
            name = forms[start : start + length]
            for sex, key in OF_SEX.items():
                if "_".join(name) in _words(f"given_{key}"):
                    return start, start + len(name), sex
    return 0, 0, Sex.UNKNOWN
