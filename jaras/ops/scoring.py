"""Figures of a triage on labelled reports, each with its 95 % interval."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

DRAWS, SEED, Z = 1_000, 7, 1.959964
Pair = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure between 0 and 1 with its interval; `of` says on how many cases it stands."""

    name: str
    value: float | None
    low: float
    high: float
    of: int
    method: str


def score(reports: Sequence[dict[str, Any]], proposals: Sequence[dict[str, Any]]) -> list[Figure]:
    """Every figure that the issue asks for; reports without labels are left out."""
    by_id = {proposal["id"]: proposal for proposal in proposals}
    pairs: list[Pair] = [
        (r["labels"], by_id[str(r["id"])]) for r in reports if r.get("labels") and str(r["id"]) in by_id
    ]
    urgent = [(gold["urgency"] == "IMMEDIAT", found["urgency"] == "IMMEDIAT") for gold, found in pairs]
    named = [(gold, found) for gold, found in pairs if gold.get("commune_code")]
    twice = [(gold, found) for gold, found in pairs if gold.get("duplicate_of")]
    proposed = [(gold, found) for gold, found in pairs if found["duplicate_of"]]
    return [
        _share("recall of IMMEDIAT", [found for gold, found in urgent if gold]),
        _share("precision of IMMEDIAT", [gold for gold, found in urgent if found]),
        _drawn("macro-F1 of urgency", pairs, lambda some: _macro_f1(some, "urgency")),
        _drawn("macro-F1 of kind", pairs, lambda some: _macro_f1(some, "kind")),
        _drawn("F1 of publics", pairs, lambda some: _micro_f1(some, "target_groups")),
        _drawn("F1 of poles", pairs, lambda some: _micro_f1(some, "poles")),
        _share("commune right where labelled", [g["commune_code"] == f["commune_code"] for g, f in named]),
        _share(
            "commune silent where none is labelled",
            [not f["commune_code"] for g, f in pairs if not g.get("commune_code")],
        ),
        _share("recall of duplicates", [g["duplicate_of"] == f["duplicate_of"] for g, f in twice]),
        _share(
            "duplicates proposed that are right",
            [g.get("duplicate_of") == f["duplicate_of"] for g, f in proposed],
        ),
    ]


def _share(name: str, hits: Sequence[bool]) -> Figure:
    """A proportion with Wilson's interval."""
    n = len(hits)
    if not n:
        return Figure(name, None, 0.0, 1.0, 0, "Wilson")
    p = sum(hits) / n
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Figure(name, p, max(0.0, centre - half), min(1.0, centre + half), n, "Wilson")


def _drawn(name: str, pairs: Sequence[Pair], measure: Callable[[Sequence[Pair]], float]) -> Figure:
    """A measure with the interval of its bootstrap."""
    if not pairs:
        return Figure(name, None, 0.0, 1.0, 0, "bootstrap")
    dice = random.Random(SEED)  # nosec B311 - invented, reckoned: no secret
    draws = sorted(measure(dice.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    low, high = draws[int(0.025 * DRAWS)], draws[int(0.975 * DRAWS) - 1]
    return Figure(name, measure(pairs), low, high, len(pairs), "bootstrap")


def _f1(right: int, proposed: int, expected: int) -> float:
    return 2 * right / (proposed + expected) if proposed + expected else 0.0


def _macro_f1(pairs: Sequence[Pair], field: str) -> float:
    values = {gold[field] for gold, _ in pairs} - {"DOUBLON"}
    scores = [
        _f1(
            sum(gold[field] == value == found[field] for gold, found in pairs),
            sum(found[field] == value for _, found in pairs),
            sum(gold[field] == value for gold, _ in pairs),
        )
        for value in values
    ]
    return sum(scores) / len(scores) if scores else 0.0


def _micro_f1(pairs: Sequence[Pair], field: str) -> float:
    right = sum(len(set(gold[field]) & set(found[field])) for gold, found in pairs)
    return _f1(
        right, sum(len(found[field]) for _, found in pairs), sum(len(gold[field]) for gold, _ in pairs)
    )


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text; false duplicates are counted."""
    lines = []
    for figure in figures:
        if figure.value is None:
            lines.append(f"{figure.name:<40} none of these in the file")
            continue
        interval = f"[{figure.low:.3f} – {figure.high:.3f}]"
        lines.append(
            f"{figure.name:<40} {figure.value:.3f}  95 % {interval}  of {figure.of} ({figure.method})"
        )
        if figure.name == "duplicates proposed that are right":
            lines.append(f"{'false duplicates':<40} {round(figure.of * (1 - figure.value))}")
    return "\n".join(lines)
