"""Lists of quartiers, douars and named places as tables bring them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

NAME_COLUMNS = ("name_fr", "quartier", "douar", "name")
LARGEST = 5_000


class BadTable(ValueError):
    """The table is not what it should be; `code` names the fault, `line` where."""

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(f"{code} {line or ''}".strip())
        self.code = code
        self.line = line


@dataclass(frozen=True)
class Line:
    """One place of the table, as it was written."""

    number: int
    commune_code: str
    name_fr: str
    name_ar: str
    kind: str
    aliases: tuple[str, ...]
    latitude: float | None
    longitude: float | None


def read(content: bytes) -> list[Line]:
    """Read `commune_code`, a name, and what else the table says of each place."""
    try:
        text = content.decode("utf-8-sig")
        dialect = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
        table = csv.DictReader(StringIO(text), delimiter=dialect)
        columns = [column.strip() for column in table.fieldnames or []]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadTable("not_a_table") from error
    name_column = next((column for column in NAME_COLUMNS if column in columns), "")
    if "commune_code" not in columns or not (name_column or "name_ar" in columns):
        raise BadTable("columns_missing")
    try:
        lines = list(_lines(table, name_column))
    except csv.Error as error:
        raise BadTable("not_a_table", table.line_num) from error
    if not lines:
        raise BadTable("empty")
    return lines


def _lines(table: "csv.DictReader[str]", name_column: str) -> Iterator[Line]:
    for count, row in enumerate(table, start=1):
        if count > LARGEST:
            raise BadTable("too_long", table.line_num)
        cells = {str(key).strip(): str(value or "").strip() for key, value in row.items() if key}
        default = "douar" if name_column == "douar" else "quartier"
        latitude, longitude = (
            _degrees(cells.get(key, ""), table.line_num) for key in ("latitude", "longitude")
        )
        if (latitude is None) != (longitude is None):
            raise BadTable("half_a_point", table.line_num)
        yield Line(
            number=table.line_num,
            commune_code=cells["commune_code"],
            name_fr=cells.get(name_column, ""),
            name_ar=cells.get("name_ar", ""),
            kind=cells.get("kind", "") or default,
            aliases=tuple(alias.strip() for alias in cells.get("aliases", "").split(";") if alias.strip()),
            latitude=latitude,
            longitude=longitude,
        )


def _degrees(text: str, line: int) -> float | None:
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise BadTable("not_degrees", line) from error
