"""The coded lists of care."""

from functools import cache
from pathlib import Path

from jaras.intake.lists import immediate_actions
from jaras.kernel.coded import CodedList, coded_list
from jaras.partners.lists import services

FOLDER = Path(__file__).parent / "policies"


def not_done_reasons() -> CodedList:
    return coded_list(FOLDER / "not_done_reasons.yaml")


@cache
def interventions() -> CodedList:
    """What may be counted as help given: what is done at once, then the services."""
    return CodedList({**immediate_actions().items, **services().items})
