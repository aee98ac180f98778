"""What the served houses say, kept in a file: told only where a proof fails."""

import os
import tempfile
from collections.abc import Sequence
from functools import cache
from typing import IO

LAST_LINES = 250


@cache
def said() -> IO[bytes]:
    """Where every house of this proof writes; gone with its process."""
    return tempfile.TemporaryFile(prefix="jaras-said-")


def tell() -> None:
    """The last lines of it."""
    number = said().fileno()
    # Without moving to the beginning: who still writes would write there.
    lines = os.pread(number, os.fstat(number).st_size, 0).decode(errors="replace").splitlines()
    print(f"The houses said, {len(lines)} lines, last ones:", flush=True)
    for line in lines[-LAST_LINES:]:
        print(f"  | {line}", flush=True)


def ended(name: str, problems: Sequence[str]) -> int:
    """The exit code of a proof, after its problems; before them what the houses said."""
    if problems:
        tell()
    for problem in problems:
        print(f"  ✗ {problem}")
    print(f"{name}: {len(problems)} problems", flush=True)
    return 1 if problems else 0
