"""Says whether rosters of the watch can be made by the model here."""

import argparse
import sys
from importlib.metadata import version


def main(argv: list[str]) -> int:
    """`roster`: through `./run` it installs what that needs, once."""
    argparse.ArgumentParser(prog="jaras roster", description=__doc__).parse_args(argv)
    from jaras.governance.rules.making.solving import can_solve

    if not can_solve():
        print("The packages that make a roster are missing: start `./run roster` once.", file=sys.stderr)
        return 1
    print(f"HiGHS {version('highspy')} is here: rosters are made on the page of the roster.")
    return 0
