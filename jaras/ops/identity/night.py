"""Measures the night run on a registry with invented doubles, through the code that the job calls."""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jaras.ops.identity import benchmark
from jaras.ops.identity.benchmark import Row
from jaras.ops.identity.doubles import Doubles, doubles
from jaras.people.rules.identity.described import Born, Described
from jaras.people.rules.identity.evidence import evidence
from jaras.people.rules.night import parameters, weighing

LIMITS = (0.5, 0.7, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class Figures:
    """What a run proposed at one limit of probability. Shares from 0 to 1."""

    limit: float
    proposed: int
    recall: float
    precision: float
    kin: int  # brothers and twins among the pairs that are wrong


def main(argv: list[str]) -> int:
    """`evaluate registry --registry R.csv [--share 0.05] [--seed 3] [--keep F --provenance WORDS]`."""
    parser = argparse.ArgumentParser(prog="jaras evaluate registry", description=__doc__)
    parser.add_argument("--registry", type=Path, required=True, help="persons, CSV")
    parser.add_argument("--share", type=float, default=0.05, help="of them get a double (%(default)s)")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="write what was learnt to this file")
    parser.add_argument("--provenance", default="", help="on which data, in words")
    asked = parser.parse_args(argv)
    try:
        rows = list(benchmark.registry(asked.registry))
        made = doubles(rows, share=asked.share, seed=asked.seed)
    except (OSError, ValueError, KeyError) as problem:
        print(f"The file cannot be read: {problem}", file=sys.stderr)
        return 2
    rows += made.rows
    told, learnt = measured(rows, made)
    for line in told:
        print(line)
    if asked.keep:
        kept = {"provenance": asked.provenance} | rounded(learnt)
        asked.keep.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


def measured(rows: list[Row], made: Doubles) -> tuple[list[str], parameters.Parameters]:
    """The table of figures, the seconds of each step; what was learnt."""
    from jaras.people.rules.night.searching import Gathered, opened

    numbers = {row["person_id"]: at for at, row in enumerate(rows)}
    right = {(numbers[person], numbers[double]) for double, person in made.of.items()}
    kin = {numbers[each] for each in made.kin}
    clock = Clock()
    gathered = Gathered()
    for at, row in enumerate(rows):
        gathered.add(at, described(row))
    clock.lap("columns")
    likely: dict[tuple[int, int], float] = {}
    with opened(gathered) as search:
        clock.lap("laid down")
        learnt = search.learn(parameters.shipped(), fewest=parameters.FEWEST)
        clock.lap("learnt")
        for pair in search.pairs(learnt, least=weighing.LEAST):
            said = evidence(described(rows[pair.one]), described(rows[pair.two]), lambda _unit: 0.0)
            likely[pair.one, pair.two] = weighing.probability(pair, said)
        clock.lap("compared")
    lines = [f"{len(rows):,} records, {len(right):,} doubles; {clock}; at most {_memory():.1f} GB"]
    lines += [
        f"above {each.limit}: {each.proposed:,} pairs, recall {each.recall:.1%}, "
        f"precision {each.precision:.1%}, brothers and twins {each.kin}"
        for each in figures(likely, right, kin)
    ]
    return lines, learnt


def figures(
    likely: Mapping[tuple[int, int], float], right: set[tuple[int, int]], kin: set[int]
) -> Iterator[Figures]:
    for limit in LIMITS:
        proposed = {pair for pair, probability in likely.items() if probability > limit}
        found = len(proposed & right)
        yield Figures(
            limit=limit,
            proposed=len(proposed),
            recall=found / max(1, len(right)),
            precision=found / max(1, len(proposed)),
            kin=sum(not kin.isdisjoint(pair) for pair in proposed - right),
        )


def described(row: Row) -> Described:
    """A row of a benchmark, as a person of the registry would be described."""
    person = benchmark.person_of(row)
    born = None
    if person["born_on"]:
        born = Born.on(person["born_on"], guessed=person["born_estimated"])
    elif person["born_year"]:
        born = Born(person["born_year"], guessed=person["born_estimated"])
    return Described(
        given=person["given_name"],
        family=person["family_name"],
        arabic=person["arabic_name"],
        father=person["father_name"],
        sex=person["sex"],
        born=born,
        commune=row["commune"],
        telephones=frozenset([row["phone"]] if row["phone"] else []),
        identifiers=frozenset([row["cin"]] if row["cin"] else []),
    )


def rounded(learnt: parameters.Parameters) -> dict[str, object]:
    odds = {
        name: {level: [float(f"{m:.3g}"), float(f"{u:.3g}")] for level, (m, u) in each.items()}
        for name, each in learnt.odds.items()
    }
    return {"prior": float(f"{learnt.prior:.3g}"), "odds": odds}


class Clock:
    """Seconds of one step after the other."""

    def __init__(self) -> None:
        self.last, self.laps = time.monotonic(), list[str]()

    def lap(self, what: str) -> None:
        now = time.monotonic()
        self.laps.append(f"{what} {now - self.last:.0f} s")
        self.last = now

    def __str__(self) -> str:
        return ", ".join(self.laps)


def _memory() -> float:
    """Gigabytes that the process held at its fullest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)
