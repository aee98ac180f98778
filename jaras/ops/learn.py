"""Learns from the qualified reports what triage proposes by resemblance."""

import argparse
import os

from jaras.intake.rules.triage import likeness

QUIETLY = 10


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="jaras learn", description=__doc__).parse_args(argv)
    if not likeness.is_fresh():
        os.nice(QUIETLY)
        likeness.learn()
    return 0
