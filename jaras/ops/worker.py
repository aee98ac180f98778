"""Runs the jobs left for later, without the server."""

import argparse

from jaras.ops import place
from jaras.ops.run import worker
from jaras.ops.supervise import Supervisor


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras worker", description=__doc__)
    place.add_arguments(parser)
    place.chosen(parser.parse_args(argv)).enter()
    return Supervisor([worker()]).run()
