"""The product without its journal of reads, to measure what the journal costs."""

from typing import Any

from jaras.config.wsgi import application
from jaras.kernel import reading


def _nothing(*_what: Any, **_about: Any) -> None:
    """In the place of a row."""


reading._write = _nothing

__all__ = ["application"]
