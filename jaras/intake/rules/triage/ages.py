"""Ages said in a report: « 80 ans », في السبعين, 3ndo 12 3am, a baby of 4 months."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jaras.intake.rules.triage.policy import load, words
from jaras.intake.rules.triage.reading import Reading
from jaras.kernel.folding import fold

_UNITS = {"years": 1.0, "months": 1 / 12, "weeks": 1 / 52, "days": 1 / 365}
_FILLERS = frozenset(("d", "de", "dyal", "ديال", "et", "demi", "a", "w", "و", "nss"))
_FARTHEST_UNIT, _OLDEST = 3, 110


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years with the tokens that say it."""

    years: float
    start: int
    end: int


@cache
def _units() -> dict[str, float]:
    return {form: years for unit, years in _UNITS.items() for form in words("ages", unit)}


@cache
def _said_as(section: str) -> dict[str, int]:
    """Numbers, decades, duals in letters."""
    return {fold(word): int(value) for value, line in load("ages")[section].items() for word in line.split()}


def _number(form: str) -> int | None:
    if form.isdigit():
        return int(form) if len(form) <= 3 else None
    known = _said_as("numbers")
    if form in known:
        return known[form]
    return known.get(form.lstrip("بل").removeprefix("ال")) if form[0] in "بلا" else None


def _unit(forms: list[str], at: int) -> int | None:
    """Where the unit of a number stands, a few small words further."""
    for place in range(at + 1, min(at + 1 + _FARTHEST_UNIT, len(forms))):
        if forms[place] in _units():
            return place
        if forms[place] not in _FILLERS and _number(forms[place]) is None:
            return None
    return None


def _said_before(forms: list[str], at: int, key: str, reach: int) -> bool:
    return any(form in words("ages", key) for form in forms[max(0, at - reach) : at])


def _with_unit(forms: list[str], at: int, unit: int, value: int) -> float | None:
    """Years of « 4 months », unless it is how long something lasts."""
    said, years = _said_before(forms, at, "before", 3), value * _units()[forms[unit]]
    after = forms[unit + 1] if unit + 1 < len(forms) else ""
    if (_said_before(forms, at, "duration", 2) and not said) or after in words("ages", "not_after"):
        return None
    if at and forms[at - 1] in words("ages", "not_before"):
        return None
    small = _units()[forms[unit]] < 1
    if small and (_said_before(forms, at, "pregnancy", 4) or (not said and value > 36)):
        return None
    if _units()[forms[unit]] < _UNITS["months"] and not _said_before(forms, at, "infant", 4):
        return None
    return years


def ages(reading: Reading) -> Iterator[Age]:
    """Every age of a person that the text gives, durations left out."""
    forms = [token.form for token in reading.tokens]
    for at, form in enumerate(forms):
        if form in _said_as("decades"):
            yield Age(_said_as("decades")[form], at, at + 1)
        elif form in _said_as("duals"):
            if _said_before(forms, at, "before", 1):
                yield Age(_said_as("duals")[form] / 12, at - 1, at + 1)
        elif (value := _number(form)) is None:
            continue
        elif (unit := _unit(forms, at)) is not None:
            if (years := _with_unit(forms, at, unit, value)) is not None:
                yield Age(years, at, unit + 1)
        elif at and 0 < value < _OLDEST and forms[at - 1] in words("ages", "before"):
            yield Age(value, at - 1, at + 1)
        elif 18 <= value < _OLDEST and form.isdigit() and _between_commas(reading, at):
            yield Age(value, at, at + 1)


def _between_commas(reading: Reading, at: int) -> bool:
    """« My aunt, 78, lives alone »: a number alone in its clause."""
    tokens = reading.tokens
    before = at > 0 and tokens[at - 1].clause != tokens[at].clause
    return before and at + 1 < len(tokens) and tokens[at + 1].clause != tokens[at].clause
