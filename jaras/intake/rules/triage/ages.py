"""Ages said in a report: « 80 ans », في السبعين, 3ndo 12 3am, a baby of 4 months."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jaras.intake.rules.triage.policy import load
from jaras.intake.rules.triage.reading import Reading
from jaras.kernel.folding import fold


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years with the tokens that say it."""

    years: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AgeWords:
    """The reviewed words of ages."""

    years: frozenset[str]
    months: frozenset[str]
    before: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    numbers: dict[str, int]
    decades: dict[str, int]
    duration: frozenset[str]
    pregnancy: frozenset[str]


@cache
def age_words() -> AgeWords:
    """Read once from the policies."""
    raw = load("ages")
    words = {
        key: frozenset(fold(word) for word in str(raw[key]).split())
        for key in raw
        if key not in ("numbers", "decades")
    }
    numbers = {fold(word): int(value) for value, line in raw["numbers"].items() for word in line.split()}
    decades = {fold(word): int(value) for value, line in raw["decades"].items() for word in line.split()}
    return AgeWords(**words, numbers=numbers, decades=decades)


def _number(form: str, known: AgeWords) -> int | None:
    if form.isdigit():
        return int(form) if len(form) <= 3 else None
    if form in known.numbers:
        return known.numbers[form]
    return (
        known.numbers.get(form.removeprefix("ب").removeprefix("ل").removeprefix("ال"))
        if form[0] in "بلا"
        else None
    )


def ages(reading: Reading) -> Iterator[Age]:
    """Every age of a person that the text gives, durations left out."""
    known = age_words()
    forms = [token.form for token in reading.tokens]
    for at, form in enumerate(forms):
        if form in known.decades:
            yield Age(known.decades[form], at, at + 1)
            continue
        value = _number(form, known)
        if value is None:
            continue
        before = forms[max(0, at - 3) : at]
        unit = next(
            (n for n in (1, 2, 3) if at + n < len(forms) and forms[at + n] in known.years | known.months),
            None,
        )
        if unit and not all(_filler(word, known) for word in forms[at + 1 : at + unit]):
            unit = None
        said = any(word in known.before for word in before)
        if unit:
            after = forms[at + unit + 1] if at + unit + 1 < len(forms) else ""
            lasting = any(word in known.duration for word in forms[max(0, at - 2) : at])
            if (
                (lasting and not said)
                or after in known.not_after
                or (before and before[-1] in known.not_before)
            ):
                continue
            months = forms[at + unit] in known.months
            carried = any(word in known.pregnancy for word in forms[max(0, at - 4) : at])
            if months and (carried or (not said and value > 36)):
                continue
            yield Age(value / 12 if months else value, max(0, at), at + unit + 1)
        elif said and 0 < value < 110 and before[-1] in known.before:
            yield Age(value, at - 1, at + 1)
        elif 18 <= value <= 105 and form.isdigit() and _between_commas(reading, at):
            yield Age(value, at, at + 1)


def _between_commas(reading: Reading, at: int) -> bool:
    """« My aunt, 78, lives alone »: a number alone in its clause."""
    tokens = reading.tokens
    before = at > 0 and tokens[at - 1].clause != tokens[at].clause
    return before and at + 1 < len(tokens) and tokens[at + 1].clause != tokens[at].clause


def _filler(word: str, known: AgeWords) -> bool:
    return (
        word in ("d", "de", "dyal", "ديال", "et", "demi", "a", "w", "و", "nss")
        or word.isdigit()
        or word in known.numbers
    )
