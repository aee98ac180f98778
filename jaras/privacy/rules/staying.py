"""How long one thing stays readable, as its own page says it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stay(StrEnum):
    RUNS = "runs"  # it has not ended: its time is not counted yet
    LEADS = "leads"  # it stays with the case it led to
    ENDS = "ends"  # it is emptied in the night after its day
    EARLIEST = "earliest"  # not before its day: what this reader does not see may keep it longer
    EMPTIED = "emptied"  # it was, on its day


@dataclass(frozen=True)
class Staying:
    """A thing of one kind, the rule of which kind it follows; `held` stops the rule, whatever the day."""

    kind: str
    stay: Stay
    on: datetime | None = None
    held: bool = False
