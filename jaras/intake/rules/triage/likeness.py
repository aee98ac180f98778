"""How much a report resembles reports that people have qualified, label by label."""

import json
import math
import mmap
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from math import hypot
from operator import add
from pathlib import Path

from jaras.intake.rules.triage import fitting, traits
from jaras.intake.rules.triage.facts import Facts
from jaras.intake.rules.triage.labels import LABELS
from jaras.intake.rules.triage.policy import FOLDER

WEIGHTS = FOLDER / "learnt.bin"  # made from the corpus at set-up, never committed
STRONGEST = 3
RAREST = 155  # of what stands in one report, in the unit of rarity


@dataclass(frozen=True)
class Learnt:
    """How rare each trait is; signed bytes, a row a bucket, one a label; a scale, a bias a label."""

    rarity: Sequence[int]
    rows: Sequence[int]
    scale: Sequence[float]
    bias: Sequence[float]

    def row(self, bucket: int) -> Sequence[int]:
        start = bucket * len(LABELS)
        return self.rows[start : start + len(LABELS)]

    def sums(self, buckets: Iterable[int]) -> list[int]:
        """Label by label, what the rows of these buckets add up to."""
        sums = [0] * len(LABELS)
        for bucket in buckets:
            sums = list(map(add, sums, self.row(bucket)))
        return sums


def scores(facts: Facts) -> dict[str, float]:
    """The log-odds of each label; none where nothing was learnt yet."""
    learnt = weights()
    if learnt is None:
        return {}
    found = traits.traits(facts)
    rare = [learnt.rarity[bucket] for bucket in found.words]
    of_words = fitting.RARITY_UNIT / (hypot(*rare) or 1)
    of_signs = fitting.WEIGHT_OF_SIGNS / math.sqrt(len(found.signs) or 1)
    words = learnt.sums(bucket for bucket, rarity in zip(found.words, rare, strict=True) if rarity)
    both = zip(LABELS, words, learnt.sums(found.signs), learnt.scale, learnt.bias, strict=True)
    return {
        label: (said * of_words + shown * of_signs) * scale + bias for label, said, shown, scale, bias in both
    }


def likely(score: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))


def rarity_of_sign(sign: str) -> float:
    """In natural logarithms of the share of reports that show it, plus one."""
    return _rarity(traits.bucket_of_sign(f"sign:{sign}"))


def rarity_of_sound(sound: str) -> float:
    return _rarity(traits.bucket_of_word_trait(f"s:^{sound}$"))


def _rarity(bucket: int) -> float:
    learnt = weights()
    if learnt is None:
        return 0.0
    return (learnt.rarity[bucket] or RAREST) / fitting.RARITY_UNIT


def words_for(facts: Facts, label: str) -> Iterator[str]:
    """The words of the report that spoke most for a label."""
    learnt, at = weights(), LABELS.index(label)
    if learnt is None:
        return
    weighed = {
        token.word.written: sum(learnt.row(bucket)[at] for bucket in traits.buckets_of_word(token.word.form))
        for token in facts.reading.tokens[: traits.MOST_WORDS]
    }
    for word in sorted(weighed, key=weighed.__getitem__, reverse=True)[:STRONGEST]:
        if weighed[word] > 0 and len(word) > 2:
            yield word


def weights() -> Learnt | None:
    """What was learnt from the corpus in force; none while it is being learnt: signs then speak alone."""
    return _read(WEIGHTS.stat().st_mtime_ns) if is_fresh() else None


@lru_cache(maxsize=1)
def _read(written: int) -> Learnt:
    with WEIGHTS.open("rb") as file:
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    head, _, _ = bytes(content[:8192]).partition(b"\n")
    told, start = json.loads(head), len(head) + 1
    rows = start + traits.BUCKETS
    return Learnt(content[start:rows], content[rows:].cast("b"), told["scale"], told["bias"])


def is_fresh() -> bool:
    """Whether the file was made from the corpus, the signs, the traits that are in force."""
    try:
        return _made_from(WEIGHTS.stat().st_mtime_ns) == digest()
    except FileNotFoundError:
        return False


@lru_cache(maxsize=1)
def _made_from(written: int) -> str:
    with WEIGHTS.open("rb") as file:
        return str(json.loads(file.readline())["digest"])


def learn() -> None:
    """Make the weights if they are not fresh: some twenty seconds of one core."""
    if not is_fresh():
        _write(*fitting.fit(fitting.corpus()))


def _write(content: bytes, scale: list[float], bias: list[float]) -> None:
    """Whole or not at all, whatever else starts at the same time."""
    fresh = WEIGHTS.with_suffix(f".{os.getpid()}")
    head = json.dumps({"digest": digest(), "scale": scale, "bias": bias}).encode()
    fresh.write_bytes(head + b"\n" + content)
    fresh.rename(WEIGHTS)


@cache
def digest() -> str:
    """One for each state of what the weights are made from."""
    whole = sha256()
    for path in sources():
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def sources() -> list[Path]:
    """The corpus, the policies of triage, the code that reads them."""
    here = Path(__file__).parent
    folding = here.parents[2] / "kernel" / "folding.py"
    return [
        *sorted(FOLDER.rglob("*.jsonl")),
        *sorted(FOLDER.glob("*.yaml")),
        *sorted(here.glob("*.py")),
        folding,
    ]
