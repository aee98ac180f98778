"""The published definitions: units, dimensions, origins, delays."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jaras.kernel.coded import CodedList, coded_list
from jaras.steering.rules.day import Band, Place

FOLDER = Path(__file__).parent / "policies"


def figures() -> CodedList:
    return coded_list(FOLDER / "figures.yaml")


def dimensions() -> CodedList:
    return coded_list(FOLDER / "dimensions.yaml")


def origins() -> CodedList:
    return coded_list(FOLDER / "origins.yaml")


def delays() -> CodedList:
    return coded_list(FOLDER / "delays.yaml")


def kinds_of_task() -> CodedList:
    """What may wait for somebody, in the words of a day."""
    return coded_list(FOLDER / "day.yaml")


@cache
def places_of_task() -> Mapping[str, Place]:
    """Where each kind of task stands in the order of a day."""
    return {kind.code: _place(kind.more) for kind in kinds_of_task()}


def _place(said: Mapping[str, Any]) -> Place:
    hours = said.get("soon_hours")
    return Place(Band(said["band"]), soon=None if hours is None else timedelta(hours=hours))
