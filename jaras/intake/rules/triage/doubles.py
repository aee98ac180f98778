"""Open reports that may tell the same event: rather none than a false one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from jaras.intake.rules.triage import judging
from jaras.intake.rules.triage.facts import Facts, facts_of, with_concepts
from jaras.intake.rules.triage.lexicon import lexicon, light
from jaras.intake.rules.triage.model import Incoming, OpenReport, Place, Point, Proposal, Reason
from jaras.intake.rules.triage.policy import load
from jaras.kernel.folding import skeleton

_QUIET = frozenset(str(load("doubles")["quiet"]).split())


@cache
def _policy() -> dict[str, Any]:
    policy: dict[str, Any] = load("doubles")
    return policy


@dataclass(frozen=True, slots=True)
class Portrait:
    """What tells a report from others."""

    signs: frozenset[str]
    families: frozenset[str]
    landmarks: frozenset[str]
    words: frozenset[str]
    years: tuple[float, ...]
    woman: bool
    man: bool


@lru_cache(maxsize=4_000)
def _portrait(text: str) -> Portrait:
    facts = facts_of(text)
    common = lexicon().common
    forms = [token.form for token in facts.reading.tokens]
    rare = {
        skeleton(form) if not form.isdigit() else form
        for form in forms
        if (len(form) >= 4 and light(form) not in common) or (form.isdigit() and len(form) >= 2)
    }
    signs = {sign for sign in facts.signs if not sign.startswith("PLACE_")}
    return Portrait(
        signs=frozenset(signs - _QUIET),
        families=frozenset(name for name in _policy()["families"] if name in with_concepts(facts).signs),
        landmarks=frozenset(s for s in facts.signs if s.startswith("PLACE_")),
        words=frozenset(bones for bones in rare if len(bones) >= 3 or bones.isdigit()),
        years=facts.years,
        woman="WOMAN" in facts.signs,
        man="MAN" in facts.signs,
    )


def _metres(one: Point, other: Point) -> float:
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12_742_000 * asin(sqrt(half))


def _people(mine: Portrait, theirs: Portrait) -> float:
    policy, score = _policy(), 0.0
    if mine.years and theirs.years:
        gap = min(abs(a - b) for a in mine.years for b in theirs.years)
        close = max(2.0, 0.12 * max(max(mine.years), max(theirs.years)))
        score += policy["same_age"] if gap <= close else policy["other_age"] if gap > 2.5 * close else 0.0
    if (mine.woman and not mine.man and theirs.man and not theirs.woman) or (
        theirs.woman and not theirs.man and mine.man and not mine.woman
    ):
        score += policy["other_sex"]
    return score


def _event(mine: Portrait, theirs: Portrait) -> float:
    policy = _policy()
    weights: dict[str, float] = policy["signs"]
    shared = mine.signs & theirs.signs
    score = min(sum(weights.get(sign, policy["common"]) for sign in shared), policy["most_signs"])
    score += policy["same_family"] if mine.families & theirs.families else 0.0
    apart = sum(weights.get(sign, 0.0) for sign in mine.signs ^ theirs.signs)
    score += float(policy["sign_missing"]) * apart
    if mine.landmarks and theirs.landmarks:
        score += policy["same_landmark"] if mine.landmarks & theirs.landmarks else policy["other_landmark"]
    return float(score + min(policy["word"] * len(mine.words & theirs.words), policy["most_words"]))


def _score(incoming: Incoming, mine: Portrait, place: Place, other: OpenReport) -> float | None:
    policy = _policy()
    hours = (incoming.received_at - other.received_at).total_seconds() / 3600
    if not -1 <= hours <= policy["farthest_days"] * 24:
        return None
    theirs = _portrait(other.text)
    if place.commune_code and other.commune_code and place.commune_code != other.commune_code:
        return None
    score: float = next(points for limit, points in policy["hours"].items() if hours <= limit)
    if place.commune_code and place.commune_code == other.commune_code:
        score += policy["same_commune"]
    if place.id and place.id == other.place_id:
        score += policy["same_place"]
    if incoming.point and other.point and _metres(incoming.point, other.point) <= policy["metres"]:
        score += policy["near_point"]
    return float(score + _people(mine, theirs) + _event(mine, theirs))


def doubles(
    incoming: Incoming, facts: Facts, kind: str, place: Place, open_reports: Iterable[OpenReport]
) -> Proposal[tuple[str, ...]]:
    """The open reports that this one may double, the likeliest first."""
    policy = _policy()
    if kind not in policy["kinds"] or "RESOLVED" in facts.signs:
        return Proposal(())
    mine = _portrait(incoming.text)
    found = [
        (_score(incoming, mine, place, other), other)
        for other in open_reports
        if other.kind in policy["kinds"]
    ]
    close = sorted(
        ((score, other) for score, other in found if score is not None and score >= policy["enough"]),
        key=lambda pair: -pair[0],
    )
    if not close:
        return Proposal(())
    score, nearest = close[0]
    theirs = _portrait(nearest.text)
    shared = sorted(mine.signs & theirs.signs | mine.landmarks & theirs.landmarks)
    same_words = (Reason("SAME_WORD", word) for word in _words_of(facts, mine.words & theirs.words))
    why = (*judging.reasons(facts, shared), *same_words)
    return Proposal(tuple(other.id for _, other in close), why, min(0.5 + score / 20, 0.95))


def _words_of(facts: Facts, bones: frozenset[str]) -> Iterable[str]:
    return dict.fromkeys(
        t.word.written for t in facts.reading.tokens if skeleton(t.form) in bones or t.form in bones
    )
