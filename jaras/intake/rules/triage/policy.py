"""The reviewed policy files of the triage, read once each."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from jaras.kernel.folding import fold

FOLDER = Path(__file__).parents[2] / "policies" / "triage"


@cache
def load(name: str) -> Any:
    """The content of one file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)  # nosec B506 - the safe loader, in C where there is one


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The folded words of one line of a file."""
    return frozenset(fold(word) for word in str(load(name)[key]).split())
