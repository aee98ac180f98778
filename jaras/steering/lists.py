"""The published definitions: units, dimensions, origins, delays."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

FOLDER = Path(__file__).parent / "policies"


def figures() -> CodedList:
    return coded_list(FOLDER / "figures.yaml")


def dimensions() -> CodedList:
    return coded_list(FOLDER / "dimensions.yaml")


def origins() -> CodedList:
    return coded_list(FOLDER / "origins.yaml")


def delays() -> CodedList:
    return coded_list(FOLDER / "delays.yaml")
