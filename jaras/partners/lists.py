"""The coded lists of those who help."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

FOLDER = Path(__file__).parent / "policies"


def poles() -> CodedList:
    return coded_list(FOLDER / "poles.yaml")


def services() -> CodedList:
    return coded_list(FOLDER / "services.yaml")


def hidden_places() -> list[str]:
    """Services whose address is told to nobody outside."""
    return [item.code for item in services() if item.more.get("hidden_place")]


def organisation_kinds() -> CodedList:
    return coded_list(FOLDER / "organisation_kinds.yaml")


def usual_actors() -> CodedList:
    """Whom nearly every province has, to begin a directory with."""
    return coded_list(FOLDER / "usual_actors.yaml")


def unit_kinds() -> CodedList:
    return coded_list(FOLDER / "unit_kinds.yaml")


def place_reasons() -> CodedList:
    """Why a unit was given back, left, shut."""
    return coded_list(FOLDER / "place_reasons.yaml")
