"""Which column holds what, guessed from the words above it."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from jaras.kernel.folding import words
from jaras.registers.rules.workbooks import Cell, Row

LOOKED_AT = 25  # titles stand among the first rows


def key(cell: Cell) -> str:
    """The words of a heading or of a label, however they are written: «N° Dossier :» is «n dossier»."""
    return " ".join(word.form for word in words(str(cell or "").replace("°", " ")))


def guess(cells: Sequence[Cell], headings: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """For each thing that a register may hold, the column that is called so; whole titles win over parts."""
    exact = {key(word): code for code, called in headings.items() for word in called}
    found: dict[str, int] = {}
    titles = [key(cell) for cell in cells]
    for place, title in enumerate(titles):
        if title and title in exact:
            found.setdefault(exact[title], place)
    for place, title in enumerate(titles):
        if not title or place in found.values():
            continue
        within = [word for word in exact if len(word) > 3 and f" {word} " in f" {title} "]
        if within:
            found.setdefault(exact[max(within, key=len)], place)
    return found


def heading_row(rows: Sequence[Row], headings: Mapping[str, Iterable[str]]) -> int:
    """The number of the row whose words are titles: the one that names the most columns, else the first."""
    scores = [(len(guess(row.cells, headings)), -place) for place, row in enumerate(rows[:LOOKED_AT])]
    best, place = max(scores, default=(0, 0))
    if not rows:
        return 1
    return rows[-place].number if best >= 2 else rows[0].number


def signature(cells: Sequence[Cell]) -> str:
    """What stands for these titles in this order, so that the next file like it needs no naming."""
    titles = [key(cell) for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    return sha256("\x1f".join(titles).encode("utf-8", "replace")).hexdigest()
