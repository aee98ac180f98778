"""One of several writers at once: it takes reports, helps, settles, all in one territory."""

import os
import sys
from datetime import UTC, datetime


def main(number: int, reports: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")
    import django

    django.setup()
    from jaras.intake import actions as intake
    from jaras.kernel.actor import SYSTEM
    from jaras.steering import actions

    at = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
    for turn in range(reports):
        report = intake.take(
            by=SYSTEM, at=at, channel="TEL", words="Un homme a froid.", key=f"{number}:{turn}"
        ).report
        intake.act(report=report, code="HOP", key=f"{number}:{turn}", by=SYSTEM, at=at)
        if turn % 3 == number % 3:
            actions.settle(at_once=2)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
