"""Plain values as the actions of the directory take them."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import chain
from typing import Any

from jaras.imports.lists import fields
from jaras.imports.rules import HOURS, Holds, Kind
from jaras.partners.rules import read_day
from jaras.territory.models import Commune


def arguments(kind: Kind, values: Mapping[str, Any], communes: Mapping[str, Commune]) -> dict[str, Any]:
    """The fields named, each as its action wants it."""
    known = fields(kind)
    said: dict[str, Any] = {}
    for name, value in values.items():
        if name in HOURS:
            said[name] = list(chain.from_iterable(read_day(line, day) for day, line in enumerate(value)))
            continue
        match known[name].holds:
            case Holds.COMMUNE:
                said[name] = communes[value] if value else None
            case Holds.COMMUNES:
                said[name] = [communes[code] for code in value]
            case Holds.DAY:
                said[name] = date.fromisoformat(value) if value else None
            case _:
                said[name] = value
    return said


def communes_of(all_values: Collection[Mapping[str, Any]]) -> dict[str, Commune]:
    """Every commune that these values name, in one query."""
    codes = {code for values in all_values if (code := values.get("commune"))}
    codes |= {code for values in all_values for code in values.get("communes", ())}
    return dict(Commune.objects.without_boundary().in_bulk(codes))
