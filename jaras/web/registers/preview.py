"""What a checked or written register shows: its figures, its first rows, what is wrong in it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.care.lists import interventions
from jaras.intake.lists import channels
from jaras.kernel.coded import CodedList
from jaras.partners.lists import poles
from jaras.people.lists import origins, target_groups
from jaras.registers import queries
from jaras.registers.lists import columns
from jaras.registers.models import Register
from jaras.territory import queries as territory
from jaras.territory.models import Commune
from jaras.web.shell.moments import BABEL_LOCALES
from jaras.web.shell.templating import label

MOST_KINDS = 12


def shown(register: Register) -> dict[str, Any]:
    counts = register.counts
    codes = {row["commune"] for row in counts.get("examples", [])} | {
        group[2] for group in counts.get("alike", [])
    }
    communes = {row.code: row.name for row in Commune.objects.filter(pk__in=codes - {""}).without_boundary()}
    kinds = sorted(counts.get("kinds", {}).items(), key=lambda pair: -pair[1])
    return {
        "counts": counts,
        "cost": dirhams(counts.get("cost", "0")),
        "poles": [(pole, counts.get("poles", {}).get(pole.code, 0)) for pole in poles()],
        "pole_bars": [
            (label(pole), counts.get("poles", {}).get(pole.code, 0), None, True) for pole in poles()
        ],
        "interventions": counts.get("interventions", counts.get("good", 0)),
        "origin_bars": _bars(origins(), counts.get("origins", {})),
        "channel_bars": _bars(channels(), counts.get("channels", {})),
        "kinds_shown": [
            (label(interventions()[code]), number, None, True) for code, number in kinds[:MOST_KINDS]
        ],
        "wrong": queries.wrong(register),
        "examples": [_example(row, communes) for row in counts.get("examples", [])],
        "alike": [
            (name, age, communes.get(commune, ""), rows, number)
            for name, age, commune, rows, number in counts.get("alike", [])
        ],
        "unknown": _unknown(register),
        "written": counts.get("written"),
        "written_cost": dirhams(counts.get("written", {}).get("cost", "0")),
    }


def _bars(items: CodedList, counted: dict[str, int]) -> list[tuple[str, int, None, bool]]:
    """What the register says of each, with what it does not say; nothing where it says nothing."""
    if not any(counted.get(item.code) for item in items):
        return []
    said = [(label(item), counted[item.code], None, True) for item in items if counted.get(item.code)]
    return [*said, (_("Not said"), counted[""], None, False)] if counted.get("") else said


def _example(row: dict[str, Any], communes: dict[str, str]) -> dict[str, Any]:
    return row | {
        "day": datetime.fromisoformat(row["day"]),
        "kind": label(interventions()[row["kind"]]),
        "commune": communes.get(row["commune"], ""),
        "cost": None if row["cost"] is None else dirhams(row["cost"]),
    }


def dirhams(amount: str) -> str:
    """An amount to the centime, as the reader writes numbers."""
    locale = BABEL_LOCALES.get((get_language() or "fr")[:2], "en_GB")
    return format_decimal(Decimal(amount), format="#,##0.00", locale=locale)


def _unknown(register: Register) -> list[tuple[str, Any, list[tuple[str, int]], list[tuple[str, str]]]]:
    """For each list, the words we do not know with how often they stand there, and what they may mean."""
    unknown = register.counts.get("unknown", {})
    return [(name, label(columns()[name]), words, choices(name)) for name, words in unknown.items()]


def choices(name: str) -> list[tuple[str, str]]:
    """What a word of this list may mean."""
    if name == "commune":
        return [(row.code, row.name) for row in territory.communes()]
    if name == "sex":
        return [("f", _("Woman or girl")), ("m", _("Man or boy"))]
    items = {
        "kind": interventions(),
        "pole": poles(),
        "public": target_groups(),
        "origin": origins(),
        "channel": channels(),
    }[name]
    return [(item.code, label(item)) for item in items]
