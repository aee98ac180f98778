"""Coded lists of the territory: kinds of places, other spellings of communes."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

POLICIES = Path(__file__).parent / "policies"


def place_kinds() -> CodedList:
    return coded_list(POLICIES / "place_kinds.yaml")
