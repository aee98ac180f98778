"""The invented cast, places, reports, conversations, life projects, as they are written."""

from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]


def organisations() -> list[Row]:
    return _read("organisations")


def services() -> list[Row]:
    return _read("services")


def sites() -> list[Row]:
    return _read("sites")


def members() -> list[Row]:
    return _read("members")


def places() -> list[Row]:
    return _read("places")


def reports() -> list[Row]:
    """Each report with its steps, those of its life project after them."""
    more = {row["id"]: row["steps"] for row in _read("projects")}
    return [row | {"steps": [*row.get("steps", ()), *more.get(row["id"], ())]} for row in _read("reports")]


def conversations() -> list[Row]:
    return _read("conversations")


def past() -> Row:
    """How the invented past is drawn."""
    drawn: Row = yaml.safe_load((Path(__file__).parent / "past.yaml").read_text(encoding="utf-8"))
    return drawn


def _read(name: str) -> list[Row]:
    rows: list[Row] = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows
