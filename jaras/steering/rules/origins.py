"""Where somebody comes from, as far as anybody knows."""

from collections.abc import Iterable
from enum import StrEnum

STATELESS = "stateless"  # a code of `people.lists.origins`
OTHER_NATIONALITY, OTHER_TOWN = "MIG", "PAS"  # codes of the publics


class Origin(StrEnum):
    HERE = "here"
    TOWN = "town"
    NATIONALITY = "nationality"
    UNKNOWN = "unknown"


def origin(
    publics: Iterable[str], homes: Iterable[str], province: str, *, said: Iterable[str] = ()
) -> Origin:
    """As it was said; else by the public, then by the commune where a person lives; else nobody knows.

    Where several persons are meant, whoever comes from furthest is told. The stateless are counted with those
    of another nationality: alone they would be few enough to be known.
    """
    told = {Origin.NATIONALITY if each == STATELESS else each for each in said if each}
    for far in (Origin.NATIONALITY, Origin.TOWN, Origin.HERE):
        if far in told:
            return far
    publics = set(publics)
    if OTHER_NATIONALITY in publics:
        return Origin.NATIONALITY
    if OTHER_TOWN in publics:
        return Origin.TOWN
    known = {bool(province) and home.startswith(f"{province}.") for home in homes if home}
    if not known:
        return Origin.UNKNOWN
    return Origin.HERE if True in known else Origin.TOWN
