"""The traits by which two reports resemble each other: words, their pieces, their sounds, their signs."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from jaras.intake.rules.triage import judging
from jaras.intake.rules.triage.facts import Facts, facts_of, with_circumstances
from jaras.kernel import folding

WORDS, SIGNS = 1 << 18, 1 << 12
BUCKETS = WORDS + SIGNS  # those of words first
MOST_WORDS = 400
BY_DAY = datetime(2026, 1, 1, 14)  # noqa: DTZ001 - resemblance leaves the hour of the call aside
SHOWN = 0.5


class Traits(NamedTuple):
    """Bucket numbers, each once: of what was written, of what it was understood to say."""

    words: list[int]
    signs: list[int]


def traits(facts: Facts) -> Traits:
    return Traits(
        sorted({bucket_of_word_trait(trait) for trait in of_words(facts.reading.text)}),
        sorted({bucket_of_sign(trait) for trait in of_signs(facts)}),
    )


def traits_of(text: str) -> Traits:
    return traits(with_circumstances(facts_of(text), BY_DAY))


def of_words(text: str) -> Iterator[str]:
    """Each word, its pieces, how it sounds in either script, its neighbours."""
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
    sound, written = f"^{folding.sound(form)}$", f"^{form}$"
    yield f"w:{form}"
    yield f"s:{sound}"
    for size in (3, 4):
        for start in range(len(sound) - size + 1):
            yield f"c:{sound[start : start + size]}"
    for size in (2, 3, 4, 5):
        for start in range(len(written) - size + 1):
            yield f"r:{written[start : start + size]}"


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


def bucket_of_word_trait(trait: str) -> int:
    return crc32(trait.encode()) % WORDS


def bucket_of_sign(trait: str) -> int:
    return WORDS + crc32(trait.encode()) % SIGNS


def buckets_of_word(form: str) -> list[int]:
    """Where the traits of one word lie, to tell which words spoke for a proposal."""
    return [bucket_of_word_trait(trait) for trait in of_word(form)]
