"""Stands for the two who vouch, where a cell is too small: a lost second step is void.

The member signs in with their password, says that the second step is lost, reads the code of that page
to whoever sits at this machine. It is in the log of the house; the member, the heads, the officer get a
letter.
"""

import argparse
import sys

from jaras.ops import place


def main(argv: list[str]) -> int:
    """0: done; 1: this code with this name opens nothing."""
    parser = argparse.ArgumentParser(prog="jaras vouch", description=__doc__)
    parser.add_argument("code", help="the six digits that the member reads to you")
    parser.add_argument("name", help="their whole name, in quotation marks")
    place.add_arguments(parser)
    options = parser.parse_args(argv)
    place.chosen(options).enter()
    import django

    django.setup()
    return vouched(options.code, options.name)


def vouched(code: str, name: str) -> int:
    from django.utils import timezone, translation

    from jaras.governance.actions import vouch_from_the_machine
    from jaras.governance.roles import vouch_policy
    from jaras.kernel.actor import SYSTEM
    from jaras.kernel.refusal import Refused

    at = timezone.now()
    try:
        lost = vouch_from_the_machine(code=code, name=name, by=SYSTEM, at=at)
    except Refused as refusal:
        with translation.override("en"):
            print(refusal, file=sys.stderr)
        return 1
    until = timezone.localtime(at + vouch_policy().enrols)
    print(f"{lost.member.name} may put another second step in place until {until:%H:%M}, where they asked.")
    return 0
