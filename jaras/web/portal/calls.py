"""The numbers to call before anything is written, the three that everybody needs first."""

from jaras.intake.lists import emergency_numbers
from jaras.kernel.coded import Item

FIRST = ("15", "19", "177")


def numbers() -> list[Item]:
    return sorted(
        emergency_numbers(), key=lambda item: FIRST.index(item.code) if item.code in FIRST else len(FIRST)
    )
