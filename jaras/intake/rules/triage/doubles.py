"""Open reports that may tell the same event, for a person to confirm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, hypot, radians, sin, sqrt
from operator import mul
from typing import Any

from jaras.intake.rules.triage import judging, likeness
from jaras.intake.rules.triage.facts import Facts, facts_of, with_circumstances
from jaras.intake.rules.triage.model import Incoming, OpenReport, Place, Point, Proposal, Reason
from jaras.intake.rules.triage.policy import load
from jaras.intake.rules.triage.traits import BY_DAY
from jaras.kernel import folding

FAMILIES = {"k": "alike_kinds", "u": "alike_urgencies", "g": "alike_publics", "p": "alike_poles"}
SHORTEST_WORD = 3


@cache
def _policy() -> dict[str, Any]:
    policy: dict[str, Any] = load("doubles")
    return policy


@dataclass(frozen=True, slots=True)
class Portrait:
    """What tells a report from others; signs and sounds with their rarity, what it is likely to be."""

    signs: Mapping[str, float]
    weight: float  # of its signs together
    landmarks: frozenset[str]
    sounds: Mapping[str, float]
    numbers: frozenset[str]
    years: tuple[float, ...]
    sex: str
    settled: bool
    likely: Mapping[str, tuple[float, ...]]  # for each family of labels a direction of length one


@lru_cache(maxsize=4_000)
def _portrait(text: str) -> Portrait:
    facts = facts_of(text)
    words = list(folding.words(text))
    signs = {sign: likeness.rarity_of_sign(sign) for sign in facts.signs if not sign.startswith("PLACE_")}
    scores = likeness.scores(with_circumstances(facts, BY_DAY))
    sounds = {folding.sound(word.form) for word in words}
    woman, man = "WOMAN" in facts.signs, "MAN" in facts.signs
    return Portrait(
        signs=signs,
        weight=sum(signs.values()) or 1,
        landmarks=frozenset(sign for sign in facts.signs if sign.startswith("PLACE_")),
        sounds={
            sound: likeness.rarity_of_sound(sound)
            for sound in sounds
            if len(sound) >= SHORTEST_WORD or sound.isdigit()
        },
        numbers=frozenset(word.form for word in words if word.form.isdigit() and len(word.form) <= 3),
        years=facts.years,
        sex="" if woman == man else "F" if woman else "M",
        settled=not {"RESOLVED", "THANKS"}.isdisjoint(facts.signs),
        likely={name: _direction(scores, f"{family}:") for family, name in FAMILIES.items()},
    )


def doubles(
    incoming: Incoming, facts: Facts, place: Place, open_reports: Iterable[OpenReport]
) -> Proposal[tuple[str, ...]]:
    """The open reports that this one may double, the likeliest first."""
    mine = _portrait(incoming.text)
    found = [(_chance(incoming, mine, place, other), other) for other in open_reports]
    close = sorted(
        ((chance, other) for chance, other in found if chance >= _policy()["enough"]),
        key=lambda pair: -pair[0],
    )[: _policy()["most"]]
    if not close:
        return Proposal(())
    chance, nearest = close[0]
    theirs = _portrait(nearest.text)
    shared = sorted(mine.signs.keys() & theirs.signs.keys() | mine.landmarks & theirs.landmarks)
    same_words = (Reason("SAME_WORD", word) for word in _words_of(facts, mine, theirs))
    why = (*judging.reasons(facts, shared), *same_words)
    return Proposal(tuple(other.id for _, other in close), why, round(chance, 2))


def _chance(incoming: Incoming, mine: Portrait, place: Place, other: OpenReport) -> float:
    """How likely both tell one event, between 0 and 1."""
    hours = abs((incoming.received_at - other.received_at).total_seconds()) / 3600
    if hours > _policy()["farthest_days"] * 24:
        return 0.0
    if place.commune_code and other.commune_code and place.commune_code != other.commune_code:
        return 0.0
    points: Mapping[str, float] = _policy()["points"]
    found = _where(incoming, place, other) | _who_and_what(mine, _portrait(other.text))
    score = points["bias"] + sum(map(mul, map(points.__getitem__, found), found.values()))
    for limit, more in _policy()["hours"].items():
        if hours <= limit:
            score += more
    return likeness.likely(score)


def _where(incoming: Incoming, place: Place, other: OpenReport) -> dict[str, float]:
    near = incoming.point and other.point and _metres(incoming.point, other.point) <= _policy()["metres"]
    return {
        "same_commune": bool(place.commune_code and place.commune_code == other.commune_code),
        "same_place": bool(place.id and place.id == other.place_id),
        "near_point": bool(near),
    }


def _who_and_what(mine: Portrait, theirs: Portrait) -> dict[str, float]:
    shared = sum(map(mine.signs.__getitem__, mine.signs.keys() & theirs.signs.keys()))
    sounds = mine.sounds.keys() & theirs.sounds.keys()
    rarest = max(map(mine.sounds.__getitem__, sounds), default=0.0)
    apart = _years_apart(mine.years, theirs.years)
    landmarks, numbers = mine.landmarks and theirs.landmarks, mine.numbers and theirs.numbers
    return {
        "same_landmark": bool(mine.landmarks & theirs.landmarks),
        "other_landmark": bool(landmarks and not mine.landmarks & theirs.landmarks),
        "shared_signs": shared,
        "alike_signs": shared / sqrt(mine.weight * theirs.weight),
        "shared_word": max(0.0, rarest - _policy()["common_word"]),
        "same_age": apart == "same",
        "other_age": apart == "other",
        "same_sex": bool(mine.sex and mine.sex == theirs.sex),
        "other_sex": bool(mine.sex and theirs.sex and mine.sex != theirs.sex),
        "same_number": len(mine.numbers & theirs.numbers),
        "other_number": bool(numbers and not mine.numbers & theirs.numbers),
        "settled": mine.settled,
        **{name: sum(map(mul, mine.likely[name], theirs.likely[name])) for name in mine.likely},
    }


def _years_apart(mine: tuple[float, ...], theirs: tuple[float, ...]) -> str:
    """Whether two ages may be one, as people guess them: an eighth of the elder's, two years at least."""
    if not mine or not theirs:
        return ""
    gap = min(abs(a - b) for a in mine for b in theirs)
    close = max(2.0, 0.12 * max(*mine, *theirs))
    return "same" if gap <= close else "other" if gap > 2.5 * close else ""


def _direction(scores: Mapping[str, float], family: str) -> tuple[float, ...]:
    likely = [likeness.likely(score) for label, score in scores.items() if label.startswith(family)]
    length = hypot(*likely) or 1
    return tuple(each / length for each in likely)


def _metres(one: Point, other: Point) -> float:
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12_742_000 * asin(sqrt(half))


def _words_of(facts: Facts, mine: Portrait, theirs: Portrait) -> Iterable[str]:
    """The rare words that both wrote, as this one wrote them."""
    least = _policy()["common_word"]
    shared = {s for s in mine.sounds.keys() & theirs.sounds.keys() if mine.sounds[s] > least}
    words = (token.word for token in facts.reading.tokens)
    return dict.fromkeys(word.written for word in words if folding.sound(word.form) in shared)
