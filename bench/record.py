"""What the journal of reads costs: the same pages with it and without it, in turns, in one run."""

import argparse
import json
import os
import sys
from functools import partial
from statistics import median
from typing import Any

from bench import scenarios
from bench.load import drive
from bench.one import needs, prepare
from bench.server import Served, serve

MEASURED = (
    "file",
    "search",
    "list",
)  # a page that leaves a row, a search that leaves one, one that leaves none
CLIENTS, EACH = 2, 60


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2000)
    parser.add_argument("--port", type=int, required=True, help="this one with the next")
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")
    # Cookies carry the port in their name: one pair serves both.
    os.environ["JARAS_PORT"] = str(options.port)
    cookies, _head = prepare(options.size)
    product = partial(serve, settings="jaras.config.settings", health="/health")
    with product(options.port, "jaras.config.wsgi") as recorded:
        others = cookies.replace(f"_{options.port}=", f"_{options.port + 1}=")
        with product(options.port + 1, "bench.unrecorded") as bare:
            both = ((recorded, cookies), (bare, others))
            rows = measured(both, options.size, options.rounds)
    json.dump(rows, sys.stdout, indent=1)
    return 1 if any(row["failures"] for row in rows.values()) else 0


def measured(both: tuple[tuple[Served, str], ...], size: int, rounds: int) -> dict[str, dict[str, float]]:
    """Requests per second of processor in each turn: medians, with their ratio."""
    asked = [dict(scenarios.pages(served.port, size, cookies, needs())) for served, cookies in both]
    rows: dict[str, dict[str, float]] = {}
    for name in MEASURED:
        rates: list[list[float]] = [[], []]
        failed = 0
        for turn in range(rounds + 1):
            for which, (served, _cookies) in enumerate(both):
                cpu = served.cpu_seconds()
                answers: Any = drive(served.port, asked[which][name], clients=CLIENTS, each=EACH)
                failed += answers.failures
                if turn:  # the first warms up
                    rates[which].append(len(answers.times_ms) / (served.cpu_seconds() - cpu))
        recorded, bare = median(rates[0]), median(rates[1])
        rows[name] = {
            "with": round(recorded),
            "without": round(bare),
            "ratio": round(recorded / bare, 3),
            "failures": failed,
        }
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
