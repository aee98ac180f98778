"""What a file says of the directory: entries in plain words, each with where it stands there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from jaras.imports.rules.faults import Fault


class Kind(StrEnum):
    """What an entry becomes, in the order in which they are written."""

    ORGANISATION = "organisation"
    SITE = "site"
    SERVICE = "service"
    CONTACT = "contact"
    CONVENTION = "convention"


class Holds(StrEnum):
    """What stands under a heading of the workbook, in a field of an entry."""

    KEY = "key"
    OF = "of"
    OF_NAME = "of_name"
    WEEK = "week"
    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    COMMUNE = "commune"
    COMMUNES = "communes"
    SEX = "sex"
    FLAG = "flag"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing of the directory as a file tells it, in the words of the file.

    `key` and `of` are how the file calls it, its organisation; `words` holds what is said by field (an empty
    word empties), `fresh` what is said only where it is new.
    """

    kind: Kind
    where: str
    number: int = 0  # of the row, in a workbook
    key: str = ""
    of: str = ""
    of_name: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)
    fresh: Mapping[str, Any] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


@dataclass(frozen=True)
class Noticed:
    """Something that was seen while reading, which belongs to no entry."""

    code: str
    words: str = ""


@dataclass(frozen=True)
class Found:
    """All that a file says."""

    entries: Sequence[Entry]
    noticed: Sequence[Noticed] = ()


def packed(found: Found) -> dict[str, Any]:
    """As plain structures, to be kept."""
    return {
        "entries": [
            {
                "kind": each.kind.value,
                "where": each.where,
                "number": each.number,
                "key": each.key,
                "of": each.of,
                "of_name": each.of_name,
                "words": dict(each.words),
                "fresh": dict(each.fresh),
                "faults": [fault.packed() for fault in each.faults],
            }
            for each in found.entries
        ],
        "noticed": [[each.code, each.words] for each in found.noticed],
    }


def unpacked(kept: Mapping[str, Any]) -> Found:
    return Found(
        [
            Entry(**each | {"kind": Kind(each["kind"]), "faults": [Fault.of(*row) for row in each["faults"]]})
            for each in kept.get("entries", ())
        ],
        [Noticed(*each) for each in kept.get("noticed", ())],
    )
