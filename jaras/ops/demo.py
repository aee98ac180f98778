"""Tells the demo territory in a data folder that has no stories yet."""

import argparse
import sys
from datetime import UTC, datetime


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras demo", description=__doc__)
    parser.parse_args(argv)
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")
    import django

    django.setup()
    from jaras.territory.actions import WrongKind

    try:
        print(told_once(at=datetime.now(UTC)))
    except WrongKind as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


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
