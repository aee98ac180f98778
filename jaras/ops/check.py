"""Checks settings, policies, models of this copy; `figures`: every figure against its rows."""

import argparse
import os

from jaras.ops import place


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras check", description=__doc__)
    place.add_arguments(parser)
    parser.add_argument("what", nargs="?", choices=["figures"], help="figures: compare them with their rows")
    parser.add_argument("--repair", action="store_true", help="with figures: write anew those that differ")
    options = parser.parse_args(argv)
    place.chosen(options).enter()
    import django

    django.setup()
    if options.what == "figures":
        from jaras.ops import counting

        return counting.check(repair=options.repair)
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    behind_tls = os.environ.get("JARAS_ORIGIN", "").startswith("https://")
    try:
        call_command("check", deploy=behind_tls, databases=["default"])
    except SystemCheckError as faults:
        print(faults)
        return 1
    return 0
