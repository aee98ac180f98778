"""The coded lists of intake, from their policy files."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

FOLDER = Path(__file__).parent / "policies"
WEB = "WEB"  # the channel of the public form


def channels() -> CodedList:
    return coded_list(FOLDER / "channels.yaml")


def report_kinds() -> CodedList:
    return coded_list(FOLDER / "report_kinds.yaml")


def urgency_levels() -> CodedList:
    return coded_list(FOLDER / "urgency_levels.yaml")


def legal_duties() -> CodedList:
    return coded_list(FOLDER / "legal_duties.yaml")


def immediate_actions() -> CodedList:
    return coded_list(FOLDER / "immediate_actions.yaml")


def emergency_numbers() -> CodedList:
    return coded_list(FOLDER / "emergency_numbers.yaml")


def mission_results() -> CodedList:
    return coded_list(FOLDER / "mission_results.yaml")


def perceptions() -> CodedList:
    return coded_list(FOLDER / "perceptions.yaml")
