"""What may block a bell, from the policies of this package."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

FOLDER = Path(__file__).parent / "policies"


def blockers() -> CodedList:
    return coded_list(FOLDER / "blockers.yaml")
