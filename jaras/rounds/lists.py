"""How a round moves, whom it meets, what it gives, what people do not want."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list
from jaras.people.lists import target_groups
from jaras.rounds.rules import TallyKind

FOLDER = Path(__file__).parent / "policies"


def ways() -> CodedList:
    return coded_list(FOLDER / "ways.yaml")


def groups() -> CodedList:
    return coded_list(FOLDER / "groups.yaml")


def goods() -> CodedList:
    return coded_list(FOLDER / "goods.yaml")


def refusals() -> CodedList:
    return coded_list(FOLDER / "refusals.yaml")


def counted(kind: str) -> CodedList:
    """The codes that a kind of press may count."""
    lists = {
        TallyKind.MET: groups,
        TallyKind.PUBLIC: target_groups,
        TallyKind.GIVEN: goods,
        TallyKind.REFUSED: refusals,
    }
    return lists[TallyKind(kind)]()
