"""The sheets of the workbook of the directory, their columns, the lists whose words stand in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jaras.imports.rules import Holds, Kind, Layout
from jaras.kernel.coded import CodedList, Item, read_policy
from jaras.partners import lists as partners
from jaras.people import lists as people

POLICY = Path(__file__).parent / "policies" / "sheets.yaml"
LISTS: Mapping[str, Callable[[], CodedList]] = {
    "organisation_kinds": partners.organisation_kinds,
    "poles": partners.poles,
    "services": partners.services,
    "target_groups": people.target_groups,
    "languages": people.languages,
}
HOURS = "hours"  # the sheet whose rows are weeks of services
OF_FILES = ("key", "of", "of_name", "week")  # what tells where a row belongs, rather than what it says


@dataclass(frozen=True)
class Column:
    """What stands under one heading."""

    item: Item
    holds: Holds
    width: int
    list: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet, with its columns in their order."""

    item: Item
    columns: Mapping[str, Column]

    @property
    def code(self) -> str:
        return self.item.code


@cache
def sheets() -> Mapping[str, Sheet]:
    return {row["code"]: _sheet(row) for row in read_policy(POLICY)["items"]}


@cache
def layouts() -> tuple[Layout, ...]:
    """How a sheet, its columns may be called, in whatever language."""
    return tuple(
        Layout(
            sheet.code,
            frozenset(_names(sheet.item)),
            {column.item.code: tuple(_headings(column.item)) for column in sheet.columns.values()},
        )
        for sheet in sheets().values()
    )


@cache
def fields(kind: Kind) -> Mapping[str, Column]:
    """What a row of the directory says of itself."""
    return {code: column for code, column in sheets()[kind].columns.items() if code not in OF_FILES}


def _sheet(row: Mapping[str, Any]) -> Sheet:
    made = {
        each["code"]: Column(_item(each), Holds(each["holds"]), each["width"], each.get("list", ""))
        for each in row["columns"]
    }
    return Sheet(_item(row), made)


def _item(row: Mapping[str, Any]) -> Item:
    names = {name: str(row[name]) for name in ("code", "name_fr", "name_ar", "name_en")}
    return Item(**names, more={"also": row.get("also", ())})


def _names(item: Item) -> tuple[str, ...]:
    return item.name_fr, item.name_ar, item.name_en


def _headings(item: Item) -> list[str]:
    """The whole heading, what stands before its brackets, other words for it."""
    names = _names(item)
    return [*names, *(name.partition("(")[0].strip() for name in names), *item["also"]]
