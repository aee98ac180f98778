"""How dark each figure is drawn, what the legend says of it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

# The shades of tokens.css, 0 for none; a few classes stay far apart.
USED = {0: (), 1: (2,), 2: (1, 3), 3: (1, 2, 4), 4: (1, 2, 3, 4)}
CLASSES = 4


@dataclass(frozen=True)
class Shades:
    """From which figure each shade begins; the first is none."""

    begins: tuple[int, ...]
    highest: int

    def of(self, value: int) -> int:
        place = bisect_right(self.begins, value)
        return USED[len(self.begins)][place - 1] if place else 0

    def legend(self) -> list[tuple[int, str]]:
        """Each shade with its words, from the palest."""
        words = [(0, _("none"))]
        ends = [after - 1 for after in self.begins[1:]] + [self.highest]
        for low, high in zip(self.begins, ends, strict=False):
            text = _("{low} to {high}").format(low=low, high=high) if high > low else str(low)
            words.append((self.of(low), text))
        return words


def shades(values: Iterable[int]) -> Shades:
    """At most four classes that hold about as many communes each."""
    known = sorted(value for value in values if value > 0)
    if not known:
        return Shades((), 0)
    distinct = sorted(set(known))
    if len(distinct) <= CLASSES:
        return Shades(tuple(distinct), known[-1])
    quarters = {known[len(known) * quarter // CLASSES] for quarter in range(CLASSES)}
    return Shades(tuple(sorted(quarters | {known[0]}))[:CLASSES], known[-1])
