"""The coded lists about cases."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

FOLDER = Path(__file__).parent / "policies"


def case_states() -> CodedList:
    return coded_list(FOLDER / "case_states.yaml")


def case_outcomes() -> CodedList:
    return coded_list(FOLDER / "case_outcomes.yaml")


def stages() -> CodedList:
    return coded_list(FOLDER / "stages.yaml")
