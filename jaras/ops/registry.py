"""Searches the whole registry for records that may be one person, as the night does."""

import argparse
import sys

from jaras.ops import place


def main(argv: list[str]) -> int:
    """`registry [--all]`: proposes pairs to whoever decides; merges nothing."""
    parser = argparse.ArgumentParser(prog="jaras registry", description=__doc__)
    parser.add_argument(
        "--all",
        dest="whole",
        action="store_true",
        help="compare everybody with everybody, learn the weights anew; else whoever was written since",
    )
    place.add_arguments(parser)
    asked = parser.parse_args(argv)
    place.chosen(asked).enter()
    import django

    django.setup()
    from django.db import connection
    from django.utils.timezone import now

    from jaras.kernel.actor import SYSTEM
    from jaras.kernel.refusal import Refused
    from jaras.people import actions, jobs
    from jaras.people.models import NightRun

    if not jobs.can_search():
        print("The packages of the night run are missing: start `./run registry` once.", file=sys.stderr)
        return 1
    if NightRun._meta.db_table not in connection.introspection.table_names():
        print("This copy has no database yet, or one of before: start `./run` once.", file=sys.stderr)
        return 1
    try:
        run = actions.search_registry(by=SYSTEM, at=now(), whole=asked.whole)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    spent = (run.ended_at - run.begun_at).total_seconds() if run.ended_at else 0.0
    print(
        f"{run.persons:,} records ({'all pairs' if run.whole else 'pairs of whoever was written since'}): "
        f"{run.pairs:,} pairs may be one person, {run.proposed:,} of them are new; {spent:.0f} s"
    )
    return 0
