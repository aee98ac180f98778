"""What is proposed, from the signs of the words with their resemblance to qualified reports."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jaras.intake.rules.triage import judging, likeness
from jaras.intake.rules.triage.facts import Facts
from jaras.intake.rules.triage.labels import GROUPS, KINDS, POLES, URGENCIES
from jaras.intake.rules.triage.model import Proposal, Reason
from jaras.intake.rules.triage.policy import load

LIKENESS = "LIKENESS"
Scores = Mapping[str, float]


@cache
def _bars() -> Mapping[str, Any]:
    bars: Mapping[str, Any] = load("likeness")
    return bars


def kind(facts: Facts, scores: Scores) -> Proposal[str]:
    """The kind that the words resemble most; the signs say why where they agree."""
    by_signs = judging.kind(facts)
    if not scores or _too_short(facts):
        return by_signs
    return _explained(by_signs, max(KINDS, key=lambda code: scores[f"k:{code}"]), "k", facts, scores)


def urgency(facts: Facts, kind: str, scores: Scores) -> Proposal[str]:
    """The likeliest, leaning towards a peril; immediate too where the signs show it clearly."""
    by_signs = judging.urgency(facts, kind)
    if not scores or _too_short(facts):
        return by_signs
    if _shown(facts, by_signs, scores["u:IMMEDIAT"]):
        return _explained(by_signs, "IMMEDIAT", "u", facts, scores)
    lean: Mapping[str, float] = _bars()["lean"]
    value = max(URGENCIES, key=lambda code: scores[f"u:{code}"] + lean.get(code, 0.0))
    return _explained(by_signs, value, "u", facts, scores)


def _shown(facts: Facts, by_signs: Proposal[str], score: float) -> bool:
    """Whether the signs alone are enough, resemblance or not."""
    if by_signs.value != "IMMEDIAT":
        return False
    if not set(_bars()["always"]).isdisjoint(facts.signs):
        return True
    return bool(by_signs.certainty >= _bars()["shown"] and score >= _bars()["against"])


def target_groups(facts: Facts, scores: Scores) -> Proposal[tuple[str, ...]]:
    against = _contradicted(facts)
    return _several("target_groups", "g", [code for code in GROUPS if code not in against], facts, scores)


def poles(facts: Facts, scores: Scores) -> Proposal[tuple[str, ...]]:
    return _several("poles", "p", POLES, facts, scores)


def legal_duties(facts: Facts, urgency: str, groups: Iterable[str]) -> Proposal[tuple[str, ...]]:
    """The duties that signs raise, with those that go with the urgency or with a public."""
    by_signs = judging.several(facts, "legal_duties")
    followed = [_bars()["duty_of_urgency"].get(urgency)]
    followed += [_bars()["duty_of_group"].get(group) for group in groups]
    codes = dict.fromkeys((*by_signs.value, *(code for code in followed if code)))
    return Proposal(tuple(sorted(codes, key=_number)), by_signs.reasons, by_signs.certainty)


def _number(duty: str) -> int:
    return int(duty.removeprefix("LD"))


def _explained(
    by_signs: Proposal[str], value: str, family: str, facts: Facts, scores: Scores
) -> Proposal[str]:
    certainty = round(likeness.likely(scores[f"{family}:{value}"]), 2)
    if by_signs.value == value and by_signs.reasons:
        return Proposal(value, by_signs.reasons, max(by_signs.certainty, certainty))
    return Proposal(value, _alike(facts, f"{family}:{value}"), certainty)


def _contradicted(facts: Facts) -> set[str]:
    """The publics that the signs speak against."""
    return {
        group
        for line in _bars()["contradicted"]
        if not set(line["shown"]).isdisjoint(facts.signs) and set(line["lacking"]).isdisjoint(facts.signs)
        for group in line["groups"]
    }


def _several(
    section: str, family: str, codes: Iterable[str], facts: Facts, scores: Scores
) -> Proposal[tuple[str, ...]]:
    by_signs = judging.several(facts, section)
    if not scores or _too_short(facts):
        return by_signs
    alike, with_signs = _bars()[section]
    chances = {code: likeness.likely(scores[f"{family}:{code}"]) for code in codes}
    values = tuple(
        code
        for code, chance in chances.items()
        if chance >= alike or (code in by_signs.value and chance >= with_signs)
    )
    reasons = by_signs.reasons if set(values) & set(by_signs.value) else ()
    if not reasons and values:
        reasons = _alike(facts, f"{family}:{values[0]}")
    return Proposal(values, reasons, round(min((chances[code] for code in values), default=0.0), 2))


def _too_short(facts: Facts) -> bool:
    return len(facts.reading.tokens) < int(_bars()["fewest_words"])


def _alike(facts: Facts, label: str) -> tuple[Reason, ...]:
    """The words that made it resemble reports of this label."""
    return tuple(Reason(LIKENESS, word) for word in likeness.words_for(facts, label))
