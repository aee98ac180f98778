"""What may fall through, to whom it is told, why it is quiet for a while."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jaras.alerts.rules import Watched
from jaras.intake.lists import urgency_levels
from jaras.kernel.coded import CodedList, Item, coded_list

FOLDER = Path(__file__).parent / "policies"


def kinds() -> CodedList:
    return coded_list(FOLDER / "watched.yaml")


def steps() -> CodedList:
    return coded_list(FOLDER / "steps.yaml")


def hold_reasons() -> CodedList:
    return coded_list(FOLDER / "hold_reasons.yaml")


@cache
def watched() -> Mapping[str, Watched]:
    """Each kind with its delays; an urgency that nobody said waits as long as the longest."""
    return {item.code: _watched(item) for item in kinds()}


def _watched(item: Item) -> Watched:
    return Watched(
        code=item.code,
        after=_by_urgency(item["after"]),
        every=_by_urgency(item["every"]),
        steps=tuple(item["steps"]),
        working=item.more.get("clock") == "working",
        sms=frozenset(item.more.get("sms", ())),
    )


def _by_urgency(minutes: Any) -> Mapping[str, timedelta]:
    codes = urgency_levels().codes()
    given = minutes if isinstance(minutes, dict) else dict.fromkeys(codes, minutes)
    return {code: timedelta(minutes=given[code]) for code in codes} | {
        "": timedelta(minutes=max(given.values()))
    }
