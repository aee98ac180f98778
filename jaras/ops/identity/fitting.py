"""Fits the weights of identity on a registry with queries whose answer is known."""

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jaras.ops.identity import benchmark, registry
from jaras.people.rules.identity.evidence import Evidence

MOST = 40  # candidates a query is fitted on: the nearest by name
FEWEST = 5  # times a code is seen before it gets a weight
WITHOUT = 0.3  # what a query counts for once more, its person taken out of the registry
STRENGTH = 0.05  # how strongly weights are drawn towards nothing
TURNS, PACE = 600, 0.08
NOBODY = "nobody"
FREQUENT = 0.001  # share of persons from which on a name is common enough to be told
Vector = NDArray[np.float64]


@dataclass
class Group:
    """One query: the evidence of each candidate, which of them is the person."""

    candidates: list[Evidence]
    right: int | None
    counts: float = 1.0


def main(argv: list[str]) -> int:
    """`learn identity --registry R.csv --queries Q.jsonl --truth T.jsonl --same 0.95 --provenance WORDS`."""
    parser = argparse.ArgumentParser(prog="jaras learn identity", description=__doc__)
    for name in ("registry", "queries", "truth"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="the file of weights; the one in use if left out")
    parser.add_argument("--same", type=float, help="the probability from which on one tap confirms")
    parser.add_argument("--provenance", default="", help="on which data, in words")
    asked = parser.parse_args(argv)
    with registry.empty_database():
        from jaras.people.rules.identity import weighing

        numbers, communes = registry.load(benchmark.registry(asked.registry))
        queries = benchmark.objects(asked.queries)
        truth = {row["query_id"]: row["person_id"] for row in benchmark.objects(asked.truth)}
        groups = gather(queries, truth, numbers, communes)
        fitted = fit(groups)
        nobody = fitted.pop(NOBODY)
        before = json.loads(weighing.FILE.read_text()) if weighing.FILE.exists() else {}
        told = {
            "provenance": asked.provenance or before.get("provenance", ""),
            "persons": len(numbers),
            "same": asked.same or before.get("same", 0.95),
            "nobody": round(nobody, 4),
            "weights": {code: round(weight, 4) for code, weight in sorted(fitted.items())},
            "frequent": frequent(len(numbers)),
        }
    (asked.out or weighing.FILE).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0


def gather(
    queries: Sequence[dict[str, Any]],
    truth: dict[str, str],
    numbers: dict[int, str],
    communes: dict[str, str],
) -> list[Group]:
    """Each query with its candidates; each whose person is known once more without them."""
    from jaras.people import queries as people
    from jaras.people.queries.known import considered

    groups = []
    for query in queries:
        about = people.about(commune=communes.get(query.get("commune", ""), ""), **benchmark.query_of(query))
        found = considered(registry.reader(), about, most=MOST)
        right = truth[query["query_id"]]
        place = next((at for at, (pk, _said) in enumerate(found) if numbers[pk] == right), None)
        candidates = [said for _pk, said in found]
        if right is None or place is not None:
            groups.append(Group(candidates, place))
        if place is not None:
            groups.append(Group(candidates[:place] + candidates[place + 1 :], None, WITHOUT))
    return groups


def frequent(persons: int) -> dict[str, float]:
    """The share of persons who bear each common name, by how it is heard."""
    from jaras.people.models import Person
    from jaras.people.queries.known import described

    borne: Counter[str] = Counter()
    for person in Person.objects.order_by("pk").iterator(chunk_size=2000):
        borne.update({each for unit in described(person).named for each in unit.skeletons})
    return {
        name: round(number / persons, 5)
        for name, number in sorted(borne.items())
        if name and number / persons >= FREQUENT
    }


def fit(groups: Sequence[Group], *, turns: int = TURNS) -> dict[str, float]:
    """The weights under which the right persons are likeliest: one of the candidates, or nobody.

    Maximises the conditional likelihood with a penalty on the squares of the weights, by Adam.
    """
    design = Design.of(groups)
    weights = np.zeros(len(design.codes) + 1)
    weights[-1] = 3.0
    speed, power = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, turns + 1):
        slope = design.slope(weights)
        speed = 0.9 * speed + 0.1 * slope
        power = 0.99 * power + 0.01 * slope**2
        pace = PACE * 0.5 * (1 + math.cos(math.pi * turn / turns))
        weights -= pace * (speed / (1 - 0.9**turn)) / (np.sqrt(power / (1 - 0.99**turn)) + 1e-9)
    return dict(zip([*design.codes, NOBODY], weights.tolist(), strict=True))


@dataclass
class Design:
    """The evidence of all groups as three columns of numbers: row, code, measure."""

    codes: list[str]
    row: NDArray[np.int64] = field(repr=False)
    code: NDArray[np.int64] = field(repr=False)
    measure: Vector = field(repr=False)
    group: NDArray[np.int64] = field(repr=False)  # of each row
    right: NDArray[np.int64] = field(repr=False)  # the row of each group's person, -1 where it is nobody
    counts: Vector = field(repr=False)

    @classmethod
    def of(cls, groups: Sequence[Group]) -> "Design":
        seen = Counter(code for group in groups for said in group.candidates for code in said)
        codes = sorted(code for code, times in seen.items() if times >= FEWEST)
        numbers = {code: number for number, code in enumerate(codes)}
        row, code, measure, owner, right = [], [], [], [], []
        rows = 0
        for number, group in enumerate(groups):
            right.append(-1 if group.right is None else rows + group.right)
            for said in group.candidates:
                for name, value in said.items():
                    if name in numbers:
                        row.append(rows)
                        code.append(numbers[name])
                        measure.append(value)
                owner.append(number)
                rows += 1
        counts = np.array([group.counts for group in groups])
        return cls(
            codes,
            row=np.array(row, np.int64),  # of few persons no code is seen often enough
            code=np.array(code, np.int64),
            measure=np.array(measure, np.float64),
            group=np.array(owner, np.int64),
            right=np.array(right, np.int64),
            counts=counts,
        )

    def slope(self, weights: Vector) -> Vector:
        """Of minus the logarithm of the likelihood, the penalty with it."""
        rows, groups = len(self.group), len(self.right)
        score = np.bincount(self.row, self.measure * weights[self.code], rows) - weights[-1]
        highest = np.zeros(groups)
        np.maximum.at(highest, self.group, score)
        odds = np.exp(score - highest[self.group])
        whole = np.bincount(self.group, odds, groups) + np.exp(-highest)
        over = odds / whole[self.group] * self.counts[self.group]
        known = self.right >= 0
        over[self.right[known]] -= self.counts[known]
        slope = np.bincount(self.code, self.measure * over[self.row], len(self.codes))
        return np.append(slope + 2 * STRENGTH * weights[:-1], -over.sum())
