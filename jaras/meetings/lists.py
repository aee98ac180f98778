"""What kinds of meetings there are, from the policies of this package."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

FOLDER = Path(__file__).parent / "policies"


def meeting_kinds() -> CodedList:
    return coded_list(FOLDER / "meeting_kinds.yaml")
