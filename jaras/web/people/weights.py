"""What each reason of a proposal weighs, step by step, as a chart shows it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.people.lists import likeness_reasons
from jaras.people.models import Link
from jaras.web.people.comparing import BEFORE
from jaras.web.shell.moments import BABEL_LOCALES
from jaras.web.shell.templating import label

SURE = 1e-9  # how far a probability is kept from what nothing can outweigh
NOTHING = 0.1  # a weight that rounding makes
HELD = 0.9  # from which probability on nothing was held back
MOST_SHOWN = 1_000_000  # times likelier: beyond, more says nothing more


@dataclass(frozen=True)
class Step:
    """From where to where one reason moves the logarithm of the odds; `factor` says by how much."""

    words: str
    start: float
    end: float
    factor: str
    whole: bool = False  # the sum of the others

    @property
    def likelier(self) -> bool:
        return self.end >= self.start


@dataclass(frozen=True)
class Waterfall:
    """The steps from the first to the sum, on one scale from 0 to 100."""

    steps: list[Step]
    even: float  # where one person is as likely as two

    def place(self, step: Step) -> tuple[float, float]:
        """Where the bar of a step begins, how long it is."""
        return min(step.start, step.end), max(abs(step.end - step.start), 0.6)


def waterfall(link: Link) -> Waterfall | None:
    """None where nobody gave a reason: a member said so."""
    known = likeness_reasons()
    weights = [(code, weight) for code, weight in link.reasons if code in known]
    if not weights:
        return None
    likely = min(max(link.probability, SURE), 1 - SURE)
    total, summed = math.log(likely / (1 - likely)), sum(weight for _code, weight in weights)
    before = [(label(known[code]), weight) for code, weight in weights if code == BEFORE]
    said = [(label(known[code]), weight) for code, weight in weights if code != BEFORE]
    if not before:
        before = [(_("To begin with: how many are registered, how many might be meant"), total - summed)]
        return _scaled([*before, *said], total)
    if link.probability <= HELD and summed - total > NOTHING:
        held = (_("Held back by what no single reason says"), total - summed)
        return _scaled([*before, *said, held], total)
    return _scaled([*before, *said], summed)


def _scaled(moves: Iterable[tuple[str, float]], total: float) -> Waterfall:
    at, steps = 0.0, []
    for words, weight in moves:
        steps.append((words, at, at + weight, factor(weight)))
        at += weight
    steps.append((_("Together"), 0.0, total, factor(total)))
    ends = [0.0, *(end for _words, _start, end, _factor in steps)]
    least, width = min(ends), (max(ends) - min(ends)) or 1.0

    def scaled(value: float) -> float:
        return round(100 * (value - least) / width, 2)

    made = [Step(words, scaled(start), scaled(end), shown) for words, start, end, shown in steps]
    last = made.pop()
    return Waterfall([*made, Step(last.words, last.start, last.end, last.factor, whole=True)], scaled(0.0))


def factor(weight: float) -> str:
    """How many times likelier (×) or less likely (÷) a weight makes it that two records are one person."""
    times = min(math.exp(min(abs(weight), 50.0)), float(MOST_SHOWN))
    sign = "×" if weight >= 0 else "÷"
    locale = BABEL_LOCALES.get((get_language() or "fr")[:2], "en_GB")
    more = ">\u00a0" if times == MOST_SHOWN else ""
    return f"{more}{sign}\u00a0{format_decimal(_two_figures(times), locale=locale)}"


def _two_figures(times: float) -> Decimal:
    return Decimal(f"{times:.2g}").normalize()
