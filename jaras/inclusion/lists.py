"""The coded lists of inclusion."""

from functools import cache

from jaras.care.lists import grid
from jaras.kernel.coded import CodedList


@cache
def domains() -> CodedList:
    """The domains of a life, as the diagnosis has them."""
    return CodedList({code: domain.item for code, domain in grid().domains.items()})
