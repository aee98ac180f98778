"""Learns from the qualified reports what triage proposes by resemblance."""

import argparse
import os

from jaras.intake.rules.triage import likeness

QUIETLY = 10


def main(argv: list[str]) -> int:
    """`learn`, at set-up; `learn identity …` fits the weights by which persons are recognised."""
    if argv[:1] == ["identity"]:
        from jaras.ops.identity import fitting

        return fitting.main(argv[1:])
    argparse.ArgumentParser(prog="jaras learn", description=__doc__).parse_args(argv)
    if not likeness.is_fresh():
        os.nice(QUIETLY)
        likeness.learn()
    return 0
