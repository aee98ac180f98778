"""Answers the queries of a benchmark about persons, through the code that the interface calls."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from jaras.ops.identity import benchmark, registry

MOST = 10  # candidates written for each query
WARM = 20  # queries answered before the clock counts, so that imports are none of it


def main(argv: list[str]) -> int:
    """`evaluate identity --registry R.csv --queries Q.jsonl --out A.jsonl`."""
    parser = argparse.ArgumentParser(prog="jaras evaluate identity", description=__doc__)
    parser.add_argument("--registry", type=Path, required=True, help="persons, CSV")
    parser.add_argument("--queries", type=Path, required=True, help="queries, one JSON object a line")
    parser.add_argument("--out", dest="target", type=Path, required=True, help="answers, one a line")
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL; SQLite if left out")
    asked = parser.parse_args(argv)
    with registry.empty_database(asked.database):
        try:
            numbers, communes = registry.load(benchmark.registry(asked.registry))
            queries = benchmark.objects(asked.queries)
        except (OSError, ValueError, KeyError) as problem:
            print(f"The files cannot be read: {problem}", file=sys.stderr)
            return 2
        for query in queries[:WARM]:
            answer(query, numbers, communes)
        answers = [answer(query, numbers, communes) for query in queries]
    with asked.target.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in answers)
    print(told([each["ms"] for each in answers]))
    return 0


def answer(query: dict[str, Any], numbers: dict[int, str], communes: dict[str, str]) -> dict[str, Any]:
    """The candidates of one query, with the milliseconds that asking took."""
    from jaras.people import queries as people

    said = benchmark.query_of(query)
    actor = registry.reader()
    begun = time.perf_counter()
    about = people.about(commune=communes.get(query.get("commune", ""), ""), **said)
    found = people.known(actor, about, most=MOST)
    spent = (time.perf_counter() - begun) * 1000
    candidates = [
        {
            "person_id": numbers[each.person.pk],
            "score": round(each.probability, 6),
            "reasons": each.reasons,
        }
        for each in found
    ]
    return {"query_id": query["query_id"], "candidates": candidates, "ms": round(spent, 2)}


def told(spent: list[float]) -> str:
    from jaras.people.rules.identity.weighing import weights

    ordered = sorted(spent)
    if not ordered:
        return "There was no query."
    middle, most = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return (
        f"{len(ordered)} queries: median {middle:.1f} ms, p95 {most:.1f} ms; "
        f"«same person» from {weights().same} on: score with --threshold {weights().same}"
    )
