"""What a report tells us: the signs that count now, those only told of, the ages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from jaras.intake.rules.triage.ages import ages
from jaras.intake.rules.triage.conditions import Condition, parse_all
from jaras.intake.rules.triage.lexicon import lexicon
from jaras.intake.rules.triage.matching import Match, matches
from jaras.intake.rules.triage.policy import load
from jaras.intake.rules.triage.reading import Reading, read

_LAUGH = re.compile(r"\bh{3,}\b|\b(?:ha){2,}h?\b|ه{3,}|\b(?:mdr|ptdr|lol)\b|[😂🤣😭😆😅💀]", re.IGNORECASE)
NIGHT_HOURS = frozenset((21, 22, 23, 0, 1, 2, 3, 4, 5))
_KEPT_WHEN_SETTLED = frozenset(
    ("THANKS", "RESOLVED", "PAST_TIME", "COMPLAIN", "ASK_INFO", "PROPOSE", "OUT_OF_SCOPE")
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Signs that count now, with their words; `told` holds those that are past, supposed, settled."""

    reading: Reading
    signs: Mapping[str, tuple[Match, ...]]
    told: frozenset[str]
    years: tuple[float, ...]


@cache
def _silencers(section: str) -> frozenset[str]:
    return frozenset(load("rules")[section])


@cache
def _concepts() -> dict[str, tuple[Condition, ...]]:
    return {name: parse_all(lines) for name, lines in load("rules")["concepts"].items()}


def _signs_of(years: float) -> tuple[str, ...]:
    if years < 2:
        return ("INFANT", "CHILD")
    if years < 12:
        return ("SMALL_CHILD", "CHILD")
    if years < 18:
        return ("TEEN", "CHILD", "YOUTH")
    if years < 30:
        return ("YOUTH",)
    return ("OLD",) if years >= 60 else ()


def _by_age(reading: Reading) -> tuple[list[Match], tuple[float, ...]]:
    found, years = [], []
    for age in ages(reading):
        years.append(age.years)
        words, sentence = reading.words(age.start, age.end), reading.tokens[age.start].sentence
        found += [Match(sign, age.start, age.end, words, sentence) for sign in _signs_of(age.years)]
    return found, tuple(years)


def _laughter(reading: Reading) -> Iterable[Match]:
    if laugh := _LAUGH.search(reading.text):
        yield Match("LAUGH", 0, 0, laugh.group(), 0)


def _silenced(found: Iterable[Match]) -> set[Match]:
    """Matches in a sentence of the past, of a film, of a drill, or before words that say it is settled."""
    found, quiet = list(found), set[Match]()
    loud = lexicon().signs
    by_sentence: dict[int, set[str]] = {}
    for match in found:
        by_sentence.setdefault(match.sentence, set()).add(match.sign)
    settled = max((match.sentence for match in found if match.sign == "RESOLVED"), default=-1)
    for match in found:
        danger = match.sign in loud and loud[match.sign].danger
        if match.sign in _KEPT_WHEN_SETTLED or (match.sign in loud and loud[match.sign].lasting):
            continue
        around = by_sentence[match.sentence] - {match.sign}
        supposed = not _silencers("silence_all").isdisjoint(around)
        told = (
            danger and not _silencers("silence_danger").isdisjoint(around) and "HAPPENING_NOW" not in around
        )
        if supposed or told or match.sentence <= settled:
            quiet.add(match)
    return quiet


@lru_cache(maxsize=4_000)
def facts_of(text: str) -> Facts:
    """What the words tell, whatever the hour and the channel."""
    reading = read(text)
    by_age, years = _by_age(reading)
    found = [*matches(reading), *by_age, *_laughter(reading)]
    quiet = _silenced(found)
    signs: dict[str, list[Match]] = {}
    for match in found:
        if match not in quiet:
            signs.setdefault(match.sign, []).append(match)
    return Facts(reading, {s: tuple(m) for s, m in signs.items()}, frozenset(m.sign for m in quiet), years)


def with_circumstances(facts: Facts, at: datetime) -> Facts:
    """The facts with the hour of the call, with the concepts that signs make together."""
    signs = dict(facts.signs)
    if at.hour in NIGHT_HOURS:
        signs["NIGHT_HOURS"] = ()
    return with_concepts(Facts(facts.reading, signs, facts.told, facts.years))


def with_concepts(facts: Facts) -> Facts:
    """The facts with the concepts that their signs make together."""
    signs = dict(facts.signs)
    for name, conditions in _concepts().items():
        for condition in conditions:
            if (shown := condition.shown_by(signs)) is not None:
                signs[name] = tuple(match for sign in shown for match in signs[sign])
                break
    return Facts(facts.reading, signs, facts.told, facts.years)
