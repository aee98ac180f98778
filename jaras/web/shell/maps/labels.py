"""Where names and figures stand on a map so that none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, NARROW = 12.5, 25.0  # letters of a map at its full width, at half of it on a phone
LETTER = 0.55  # the width of a letter beside its height
REACH = 2.5  # how far a name may stand out of its commune, beside the room it has there
INSIDE = 1.3  # as good as inside: the letters take the colours of what they stand on


@dataclass(frozen=True)
class Wanted:
    """What one commune would like to say, in its middle."""

    name: str
    figure: str
    x: float
    y: float
    room: float
    weight: int
    shade: int


@dataclass(frozen=True)
class Label:
    """What it may say: its name where there is room, its figure."""

    name: str
    figure: str
    x: float
    y: float
    shade: int


Rectangle = tuple[float, float, float, float]


def placed(wanted: Sequence[Wanted], *, size: float, width: float) -> list[Label]:
    """Heavier communes speak first; a name may reach over its neighbours, never over their words."""
    taken: list[Rectangle] = []
    said: list[Label] = []
    for each in sorted(wanted, key=lambda one: -one.weight):
        half = max(len(each.name) * LETTER * size, len(each.figure) * LETTER * size * 1.2) / 2
        x = min(max(each.x, half), width - half)
        whole = (x - half, each.y - size * 1.2, x + half, each.y + size * 1.3)
        short = len(each.figure) * LETTER * size * 0.6
        alone = (each.x - short, each.y - size * 0.6, each.x + short, each.y + size * 0.6)
        fits = half * 2 <= each.room * REACH
        if fits and not any(_meet(whole, other) for other in taken):
            taken.append(whole)
            shade = each.shade if half * 2 <= each.room * INSIDE else 0
            said.append(Label(each.name, each.figure, round(x, 1), each.y, shade))
        elif not any(_meet(alone, other) for other in taken):
            taken.append(alone)
            said.append(Label("", each.figure, each.x, each.y, each.shade))
    return said


def _meet(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
