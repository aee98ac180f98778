"""Where somebody comes from, as far as anybody knows."""

from collections.abc import Iterable
from enum import StrEnum

OTHER_NATIONALITY, OTHER_TOWN = "MIG", "PAS"  # codes of the publics


class Origin(StrEnum):
    HERE = "here"
    TOWN = "town"
    NATIONALITY = "nationality"
    UNKNOWN = "unknown"


def origin(publics: Iterable[str], homes: Iterable[str], province: str) -> Origin:
    """By the public first, else by the commune where a person lives, else nobody knows."""
    publics = set(publics)
    if OTHER_NATIONALITY in publics:
        return Origin.NATIONALITY
    if OTHER_TOWN in publics:
        return Origin.TOWN
    known = {bool(province) and home.startswith(f"{province}.") for home in homes if home}
    if not known:
        return Origin.UNKNOWN
    return Origin.HERE if True in known else Origin.TOWN
