"""Writes who may open what into docs/access.md, to be reviewed before it is committed."""

import argparse
import os
import subprocess  # nosec B404 - started by name, never through a shell
import sys

from jaras.ops.repository import repository_root


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="jaras access_table", description=__doc__).parse_args(argv)
    command = [sys.executable, "-m", "pytest", "tests/access/test_table.py", "-q", "-p", "no:cacheprovider"]
    environment = os.environ | {"JARAS_WRITE_ACCESS_TABLE": "1"}
    code = subprocess.run(command, cwd=repository_root(), env=environment, check=False).returncode  # nosec B603 - our own words, no shell
    print("Review the difference: git diff docs/access.md")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
