"""Passes a line on to Django's own commands."""

import sys

from jaras.ops import place


def main(argv: list[str]) -> int:
    place.find().enter()
    from django.core.management import execute_from_command_line

    sys.argv = ["jaras manage", *argv]
    execute_from_command_line(sys.argv)
    return 0
