"""Checks settings, policies, models of this copy, without changing anything."""

import argparse
import os

from jaras.ops import place


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras check", description=__doc__)
    place.add_arguments(parser)
    place.chosen(parser.parse_args(argv)).enter()
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    behind_tls = os.environ.get("JARAS_ORIGIN", "").startswith("https://")
    try:
        call_command("check", deploy=behind_tls, databases=["default"])
    except SystemCheckError as faults:
        print(faults)
        return 1
    return 0
