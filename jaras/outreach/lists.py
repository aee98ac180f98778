"""The reviewed sentences that reporters may read."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list


def answers() -> CodedList:
    return coded_list(Path(__file__).parent / "policies" / "answers.yaml")
