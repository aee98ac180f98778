"""Tells the demo territory in a data folder that has no stories yet."""

import argparse
import sys
import time
from datetime import datetime

from jaras.ops import place, setup
from jaras.ops.place import REAL, Refusal


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras demo", description=__doc__)
    place.add_arguments(parser)
    parser.add_argument(
        "--interventions",
        type=int,
        default=0,
        metavar="N",
        help="also write N interventions from October 2021 to May 2025, their shares invented too",
    )
    options = parser.parse_args(argv)
    where = place.chosen(options)
    if where.mode == REAL:
        raise Refusal(place.refusal(where.data, REAL))
    code = setup.main(["--data", str(where.data)])
    if code == 0 and options.interventions > 0:
        write_past(options.interventions)
    return code


def write_past(number: int) -> None:
    """Show how far it is; whoever stops it begins again where it stopped."""
    from django.utils.timezone import now

    from jaras.demo import past
    from jaras.steering import actions as steering

    begun = time.monotonic()
    for done in past.write(number=number, at=now()):
        _bar(done, number)
    print(f"\n{number} invented interventions written in {time.monotonic() - begun:.0f} s.", flush=True)
    steering.settle()
    print(f"Counted in the figures after {time.monotonic() - begun:.0f} s.", flush=True)


def _bar(done: int, total: int) -> None:
    """A bar that grows in place; where nobody looks, one line for each tenth."""
    share = min(done / total, 1)
    if sys.stdout.isatty():
        print(f"\r[{'█' * int(40 * share):<40}] {done:>7} / {total}", end="", flush=True)
    elif int(10 * share) != int(10 * max(done - 500, 0) / total):
        print(f"{done} / {total}", flush=True)


def told_once(*, at: datetime) -> str:
    """Choose the territory, tell the stories; a second telling changes nothing."""
    from django.conf import settings

    from jaras.demo.tell import tell
    from jaras.governance.models import Member
    from jaras.intake.models import Report
    from jaras.kernel.actor import SYSTEM
    from jaras.territory import actions as territory
    from jaras.territory.actions import require_kind

    require_kind(invented=True)
    if Report.objects.exists():
        return "The stories have been told already."
    if Member.objects.exists():
        raise SystemExit("The telling was interrupted: remove the data folder, then begin again.")
    territory.load(by=SYSTEM, at=at)
    territory.choose(province_code=settings.TERRITORY, invented=True, by=SYSTEM, at=at)
    return f"{tell(at=at)} steps told."
