"""Registers as people keep them, made for the tests."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

TITLES = [
    "N°", "Date", "Nom et prénom", "Âge", "Sexe", "Public", "Commune", "Nature de l'intervention", "Pôle",
    "Nuitées", "Coût (DH)", "Observations",
]  # fmt: skip
Rows = Sequence[Sequence[Any]]


def row(number: int = 1, **said: Any) -> list[Any]:
    """One row under the titles; what is not said is what it often is."""
    usual = {
        "day": "31/12/2021", "name": "EL AMRANI Fatima", "age": 45, "sex": "F", "public": "Sans-abri",
        "commune": "Khouribga", "kind": "Repas", "pole": "Accueil", "nights": None, "cost": None,
        "note": None,
    } | said  # fmt: skip
    return [number, *usual.values()]


def book(rows: Rows, titles: Sequence[str] = TITLES, *, above: Rows = (), sheet: str = "2021") -> bytes:
    """A workbook of one sheet; `above` stands before the titles."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for each in (*above, titles, *rows):
        page.append(list(each))
    return packed(workbook)


def packed(workbook: Workbook) -> bytes:
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def text(rows: Rows, titles: Sequence[str] = TITLES, *, mark: str = ";", encoding: str = "utf-8") -> bytes:
    """The same as CSV."""
    lines = [mark.join("" if cell is None else str(cell) for cell in each) for each in (titles, *rows)]
    return "\r\n".join(lines).encode(encoding)
