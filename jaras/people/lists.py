"""The coded lists about persons."""

from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list

FOLDER = Path(__file__).parent / "policies"


def target_groups() -> CodedList:
    return coded_list(FOLDER / "target_groups.yaml")


def origins() -> CodedList:
    """Where somebody comes from, once it is known."""
    return coded_list(FOLDER / "origins.yaml")


def languages() -> CodedList:
    """What somebody speaks: codes of ISO 639, then `other`."""
    return coded_list(FOLDER / "languages.yaml")


def identity_channels() -> CodedList:
    """The channels that call somebody by an id of theirs."""
    return coded_list(FOLDER / "identity_channels.yaml")


def relation_kinds() -> CodedList:
    """What somebody is to somebody else; each item has its `inverse`, words by sex in `m_fr`, `f_ar`, …"""
    return coded_list(FOLDER / "relation_kinds.yaml")


def likeness_reasons() -> CodedList:
    """Why two records may be one person, or may not: each item has `speaks_for` (`yes`, `no`, `neither`)."""
    return coded_list(FOLDER / "likeness_reasons.yaml")
