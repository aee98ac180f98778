"""Learns from qualified reports how much each trait speaks for each label: logistic regression."""

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jaras.intake.rules.triage.labels import LABELS
from jaras.intake.rules.triage.traits import BUCKETS, WORDS, Traits, traits_of

CORPUS = Path(__file__).parents[2] / "policies" / "triage" / "corpus"
EPOCHS, RATE, SEED = 8, 0.3, 7
WEIGHT_OF_SIGNS = 0.6
RARITY_UNIT, FEWEST = 16, 2


@dataclass(frozen=True)
class Qualified:
    """A report with what people said it is; what nobody said teaches nothing."""

    text: str
    urgency: str
    kind: str | None = None
    groups: tuple[str, ...] | None = None
    poles: tuple[str, ...] | None = None


def corpus(folder: Path = CORPUS) -> list[Qualified]:
    """The invented reports of the policy folder, one JSON object a line."""
    return [
        Qualified(row["t"], row["u"], row.get("k"), _all(row.get("g")), _all(row.get("p")))
        for path in sorted(folder.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def _all(codes: list[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(codes)


def fit(reports: Sequence[Qualified]) -> tuple[bytes, list[float], list[float]]:
    """Rarity a trait as bytes, then weights as signed bytes; their scale a label, a bias a label."""
    import numpy as np

    # Reading seven thousand reports is most of the work: every core reads its share.
    with ProcessPoolExecutor() as cores:
        found = list(cores.map(traits_of, [report.text for report in reports], chunksize=100))
    rarity = _rarity(np, found)
    truth = np.array([_truth(report) for report in reports], dtype=np.float32)
    weights, bias = _descend(np, [_weighed(np, each, rarity) for each in found], truth)
    weights[:WORDS] *= rarity[:WORDS, None] / RARITY_UNIT  # so that reading adds rows, weighs nothing
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    rows = np.round(weights / scale).astype(np.int8)
    return rarity.astype(np.uint8).tobytes() + rows.tobytes(), scale.tolist(), bias.tolist()


def _rarity(np: Any, found: Sequence[Traits]) -> Any:
    """The inverse document frequency of each trait, in sixteenths; 0 for what stands in one report."""
    seen = np.zeros(BUCKETS)
    for each in found:
        seen[[*each.words, *each.signs]] += 1
    rarity = np.round(RARITY_UNIT * (1 + np.log((1 + len(found)) / (1 + seen))))
    return np.where(seen >= FEWEST, np.minimum(rarity, 255), 0)


def _weighed(np: Any, found: Traits, rarity: Any) -> tuple[Any, Any]:
    """Buckets with their weights: words are one vector of fixed length, signs another."""
    words, signs = np.array(found.words, dtype=np.int64), np.array(found.signs, dtype=np.int64)
    words = words[rarity[words] > 0]
    one = rarity[words] / (np.linalg.norm(rarity[words]) or 1)
    other = np.full(len(signs), WEIGHT_OF_SIGNS / np.sqrt(len(signs) or 1))
    return np.concatenate([words, signs]), np.concatenate([one, other]).astype(np.float32)


def _truth(report: Qualified) -> list[float]:
    """1 for a label that holds, 0 for one that does not, -1 where nobody said."""
    said = {
        "u": (report.urgency,),
        "k": report.kind and (report.kind,),
        "g": report.groups,
        "p": report.poles,
    }
    truth = []
    for label in LABELS:
        family, _, code = label.partition(":")
        codes = said[family]
        truth.append(-1.0 if codes is None else float(code in codes))
    return truth


def _descend(np: Any, rows: Sequence[tuple[Any, Any]], truth: Any) -> tuple[Any, Any]:
    """Adagrad over single reports in a fixed random order; each label asks its own yes-or-no question."""
    labels = truth.shape[1]
    weights = np.zeros((BUCKETS, labels), dtype=np.float32)
    spread = np.full((BUCKETS, labels), 1e-3, dtype=np.float32)
    rarity, bias = _balance(np, truth)
    chance = np.random.default_rng(SEED)
    for _epoch in range(EPOCHS):
        for at in chance.permutation(len(rows)):
            buckets, weight = rows[at]
            scores = weight @ weights[buckets] + bias
            said = truth[at]
            wrong = (1 / (1 + np.exp(-scores)) - said) * np.where(said > 0, rarity, said == 0)
            slope = weight[:, None] * wrong[None, :]
            spread[buckets] += slope**2
            weights[buckets] -= RATE * slope / np.sqrt(spread[buckets])
    return weights, bias


def _balance(np: Any, truth: Any) -> tuple[Any, Any]:
    """How much more a rare label's examples count; the log-odds of each label before a word is read."""
    share = np.maximum((truth > 0).sum(axis=0) / np.maximum((truth >= 0).sum(axis=0), 1), 1e-3)
    rarity = np.clip(np.sqrt((1 - share) / share), 1, 6)
    return rarity, np.log(rarity * share / (1 - share))
