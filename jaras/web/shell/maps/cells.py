"""The map without boundaries: one equal cell for each commune, a honeycomb for each cercle."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

ACROSS = 84  # the width of a cell
TALL = 2 * ACROSS / sqrt(3)
GAP = 3
IN_A_ROW = 4  # then three, then four: the width of a phone
LINE = 13.5
LONGEST_LINE, MOST_LINES = 11, 3


@dataclass(frozen=True)
class Line:
    """A line of a label, with the height of its foot; `tight` when it is long for its cell."""

    words: str
    y: float
    tight: bool


@dataclass(frozen=True)
class Cell:
    """A hexagon with its name above its figure."""

    x: float
    y: float
    corners: str
    lines: tuple[Line, ...]
    figure_y: float


@dataclass(frozen=True)
class Honeycomb:
    """The cells of one group in their order, with the size of the whole."""

    width: float
    height: float
    cells: tuple[Cell, ...]


def honeycomb(names: Sequence[str], *, mirrored: bool) -> Honeycomb:
    """Rows of four, then three, from where the script begins."""
    cells = []
    deepest = 0.0
    for number, name in enumerate(names):
        row, column = _where(number)
        x = ACROSS / 2 * (1 + row % 2) + column * ACROSS
        if mirrored:
            x = IN_A_ROW * ACROSS - x
        y = TALL / 2 + row * TALL * 0.75
        deepest = max(deepest, y + TALL / 2)
        cells.append(_cell(name, x, y))
    return Honeycomb(IN_A_ROW * ACROSS, round(deepest, 1), tuple(cells))


def _where(number: int) -> tuple[int, int]:
    pair, rest = divmod(number, 2 * IN_A_ROW - 1)
    return (2 * pair, rest) if rest < IN_A_ROW else (2 * pair + 1, rest - IN_A_ROW)


def _cell(name: str, x: float, y: float) -> Cell:
    half, side = (ACROSS - GAP) / 2, (TALL - GAP) / 2
    corners = [
        (0, -side),
        (half, -side / 2),
        (half, side / 2),
        (0, side),
        (-half, side / 2),
        (-half, -side / 2),
    ]
    parts = wrapped(name)
    top = y - LINE * len(parts) / 2 + (3 if len(parts) > 1 else 1)
    lines = (Line(part, round(top + LINE * n, 1), len(part) > LONGEST_LINE) for n, part in enumerate(parts))
    return Cell(
        x=round(x, 1),
        y=round(y, 1),
        corners=" ".join(f"{round(x + dx, 1):g},{round(y + dy, 1):g}" for dx, dy in corners),
        lines=tuple(lines),
        figure_y=round(top + LINE * len(parts) + 5, 1),
    )


def wrapped(name: str) -> list[str]:
    """The name in at most three lines, cut between words or after a hyphen."""
    lines: list[str] = []
    for word in name.replace("-", "- ").split():
        joined = f"{lines[-1]}{'' if lines[-1].endswith('-') else ' '}{word}" if lines else word
        if lines and (len(joined) <= LONGEST_LINE or len(lines) == MOST_LINES):
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
