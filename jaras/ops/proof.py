"""Runs the long proofs of `proof/`: crashes, attacks, deployment."""

import argparse
import os
import subprocess  # nosec B404 - started by name, never through a shell
import sys
from functools import partial
from pathlib import Path

from jaras.ops import assets, parts
from jaras.ops.repository import repository_root


def main(argv: list[str]) -> int:
    found = proofs(repository_root() / "proof")
    parser = argparse.ArgumentParser(prog="jaras proof", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"one or more of: {', '.join(found)}")
    asked = parser.parse_args(argv).part
    if not found:
        print("There is no proof to run: the folder proof/ holds no module.")
        return 1
    assets.make()
    return parts.run("proof", found, asked)


def proofs(folder: Path) -> dict[str, parts.Part]:
    """Each module of the folder is a part: run as a program, it fails by its exit code."""
    modules = sorted(path for path in folder.glob("*.py") if not path.name.startswith("_"))
    return {path.stem: partial(run_module, path) for path in modules}


def run_module(path: Path) -> int:
    call = f"import sys; from {path.parent.name}.{path.stem} import main; sys.exit(main())"
    command, environment = [sys.executable, "-c", call], os.environ | parts.ENVIRONMENT
    return subprocess.run(command, cwd=path.parents[1], env=environment, check=False).returncode  # nosec B603 - our own words, no shell
