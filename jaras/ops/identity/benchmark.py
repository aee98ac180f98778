"""A registry and its queries in files: CSV, then one JSON object a line."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jaras.people.rules.identity.described import Born

Row = Mapping[str, str]


def registry(path: Path) -> Iterator[Row]:
    """The rows of a registry, in their order."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def objects(path: Path) -> list[dict[str, Any]]:
    """The queries, or their answers."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def person_of(row: Row) -> dict[str, Any]:
    """The values of a person's columns."""
    day, year = _birth(row["birth_date"])
    return {
        "given_name": row["given_name"],
        "family_name": row["family_name"],
        "arabic_name": f"{row['given_name_ar']} {row['family_name_ar']}".strip(),
        "father_name": row["father_given"],
        "sex": row["sex"].lower(),
        "born_on": day,
        "born_year": year,
        "born_estimated": row["birth_estimated"] == "1",
        "telephone": row["phone"],
    }


def query_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """What `people.queries.about` takes, but for the commune, which has its number."""
    boxes = {"given": said["given_name"], "family": said["family_name"]} if said.get("given_name") else {}
    day, year = _birth(str(said.get("birth_date", "")))
    born = Born.on(day) if day else Born(year) if year else None
    if born is None and said.get("age") is not None:
        born = Born.from_age(int(said["age"]), said_on=date.fromisoformat(said["asked_on"]))
    return (boxes or {"full": said["full_name"]}) | {
        "father": said.get("father_given", ""),
        "sex": str(said.get("sex", "")).lower(),
        "born": born,
        "telephone": said.get("phone", ""),
        "identifier": said.get("cin", ""),
    }


def _birth(written: str) -> tuple[date | None, int | None]:
    """A day, else a year, else nothing; what is neither is nothing."""
    try:
        if len(written) > 4:
            return date.fromisoformat(written), None
        return None, int(written) if written else None
    except ValueError:
        return None, None
