"""Tells the demo territory in a data folder that has no stories yet."""

import argparse
from datetime import datetime

from jaras.ops import place, setup
from jaras.ops.place import REAL, Refusal


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras demo", description=__doc__)
    place.add_arguments(parser)
    options = parser.parse_args(argv)
    where = place.chosen(options)
    if where.mode == REAL:
        raise Refusal(place.refusal(where.data, REAL))
    return setup.main(["--data", str(where.data)])


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
