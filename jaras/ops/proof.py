"""Runs the long proofs of `proof/`: crashes, attacks, deployment."""

import argparse
import os
import subprocess  # nosec B404 - started by name, never through a shell
import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import IO

from jaras.ops import assets, parts
from jaras.ops.repository import repository_root

# The first mostly waits for its hours: the second, one long job, goes on beside it.
AT_ONCE = ("clock", "imports")
SHARED = "PROOF_SHARED"  # names the folder in which the copies of one run find what was set up before


def main(argv: list[str]) -> int:
    found = proofs(repository_root() / "proof")
    parser = argparse.ArgumentParser(prog="jaras proof", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"one or more of: {', '.join(found)}")
    parser.add_argument(
        "--hsds",
        metavar="DIR",
        help="the folder of the official compiled schemas of HSDS 3.0: the part hsds alone, judged by them",
    )
    given = parser.parse_args(argv)
    asked = given.part
    if given.hsds:
        os.environ["HSDS_SCHEMAS"] = str(Path(given.hsds).expanduser().resolve())
        asked = asked or ["hsds"]
    if not found:
        print("There is no proof to run: the folder proof/ holds no module.")
        return 1
    assets.make()
    with tempfile.TemporaryDirectory(prefix="jaras-proofs-") as shared, tempfile.TemporaryFile() as said:
        os.environ[SHARED] = shared
        if asked or not found.keys() >= set(AT_ONCE):
            return parts.run("proof", found, asked)
        return parts.run("proof", two_at_once(found, said), [])


def proofs(folder: Path) -> dict[str, parts.Part]:
    """Each module of the folder is a part: run as a program, it fails by its exit code."""
    modules = sorted(path for path in folder.glob("*.py") if not path.name.startswith("_"))
    return {path.stem: partial(run_module, path) for path in modules}


def two_at_once(found: Mapping[str, parts.Part], said: IO[bytes]) -> dict[str, parts.Part]:
    """The same parts: one begins with the other, and what it `said` is shown when its turn comes."""
    first, second = AT_ONCE
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> int:
        running.append(begun(repository_root() / "proof" / f"{second}.py", said))
        return found[first]()

    def end() -> int:
        code = running[0].wait()
        said.seek(0)
        print(said.read().decode(errors="replace"), end="", flush=True)
        return code

    told: dict[str, parts.Part] = {}
    for name, part in found.items():
        if name == first:
            told |= {first: begin, second: end}
        elif name != second:
            told[name] = part
    return told


def run_module(path: Path) -> int:
    return begun(path).wait()


def begun(path: Path, said: IO[bytes] | None = None) -> "subprocess.Popen[bytes]":
    call = f"import sys; from {path.parent.name}.{path.stem} import main; sys.exit(main())"
    command, environment = [sys.executable, "-c", call], os.environ | parts.ENVIRONMENT
    return subprocess.Popen(  # nosec B603 - our own words, no shell
        command, cwd=path.parents[1], env=environment, stdout=said, stderr=said and subprocess.STDOUT
    )
