"""The traits by which two reports resemble each other: words, their sounds, the signs found in them."""

import math
from collections.abc import Iterator
from datetime import datetime
from zlib import crc32

from jaras.intake.rules.triage import judging
from jaras.intake.rules.triage.facts import Facts, facts_of, with_circumstances
from jaras.kernel import folding

BUCKETS = 1 << 18
MOST_WORDS = 400
BY_DAY = datetime(2026, 1, 1, 14)  # noqa: DTZ001 - resemblance leaves the hour of the call aside
WEIGHT_OF_SIGNS = 0.6
SHOWN = 0.5

Traits = list[tuple[int, float]]


def traits(facts: Facts) -> Traits:
    """Bucket numbers with their weights: words are one vector, signs another, each of fixed length."""
    words = set(map(_bucket, of_words(facts.reading.text)))
    signs = set(map(_bucket, of_signs(facts)))
    one, other = 1 / math.sqrt(len(words) or 1), WEIGHT_OF_SIGNS / math.sqrt(len(signs) or 1)
    return [*((bucket, one) for bucket in sorted(words)), *((bucket, other) for bucket in sorted(signs))]


def traits_of(text: str) -> Traits:
    return traits(with_circumstances(facts_of(text), BY_DAY))


def of_words(text: str) -> Iterator[str]:
    """Each word, how it sounds in either script, pieces of the sound, neighbours."""
    before = ""
    for number, word in enumerate(folding.words(text)):
        if number == MOST_WORDS:
            return
        yield from of_word(word.form)
        sound = f"^{folding.sound(word.form)}$"
        if before:
            yield f"b:{before}{sound}"
        before = sound


def of_word(form: str) -> Iterator[str]:
    sound = f"^{folding.sound(form)}$"
    yield f"w:{form}"
    yield f"s:{sound}"
    for size in (3, 4):
        for start in range(len(sound) - size + 1):
            yield f"c:{sound[start : start + size]}"


def of_signs(facts: Facts) -> Iterator[str]:
    """The signs that count, those only told of, what the rules conclude from them."""
    kind = judging.kind(facts).value
    yield f"kind:{kind}"
    urgency = judging.urgency(facts, kind)
    yield f"urgency:{urgency.value}:{'shown' if urgency.certainty >= SHOWN else 'guessed'}"
    for section in ("target_groups", "poles"):
        for value in judging.several(facts, section).value:
            yield f"{section}:{value}"
    for sign in facts.signs:
        yield f"sign:{sign}"
    for sign in facts.told:
        yield f"told:{sign}"


def _bucket(trait: str) -> int:
    return crc32(trait.encode()) % BUCKETS


def buckets_of_word(form: str) -> list[int]:
    """Where the traits of one word lie, to tell which words spoke for a proposal."""
    return [_bucket(trait) for trait in of_word(form)]
