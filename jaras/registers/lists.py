"""The reviewed lists of registers: what columns are called, what words mean."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jaras.kernel.coded import CodedList, coded_list, read_policy

FOLDER = Path(__file__).parent / "policies"
WORD_LISTS = ("kind", "pole", "sex", "public", "origin", "channel")


def columns() -> CodedList:
    """What a column may hold."""
    return coded_list(FOLDER / "columns.yaml")


@cache
def headings() -> Mapping[str, tuple[str, ...]]:
    """The titles that people write above each."""
    return {item.code: tuple(map(str, item["headings"])) for item in columns()}


@cache
def words(name: str) -> Mapping[str, tuple[str, ...]]:
    """The words of registers for each code of a list of the house."""
    listed = read_policy(FOLDER / "words.yaml")[name]
    return {str(code): tuple(map(str, said)) for code, said in listed.items()}


@cache
def restricted_publics() -> frozenset[str]:
    return frozenset(read_policy(FOLDER / "words.yaml")["restricted_publics"])
