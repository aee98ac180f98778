"""What the evidence weighs: fitted weights, each the logarithm of how much likelier one person is than two.

The weights are fitted by `jaras learn identity` on queries whose answer is known; the file says on which.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jaras.people.rules.identity.comparing import STRONG, Degree
from jaras.people.rules.identity.evidence import Evidence
from jaras.people.rules.linking import Reason

FILE = Path(__file__).parents[2] / "policies" / "identity" / "weights.json"
FEWEST = 2_000  # persons: a smaller registry is taken for one of these
PRIOR = 4_000.0  # persons that the frequencies of the file count for beside those of a registry
EVEN = 0.5  # what a probability is at most where the given names differ: brothers, twins


@dataclass(frozen=True)
class Weights:
    """A fitted file. `same`: from this probability on, one tap confirms that it is the same person."""

    weights: Mapping[str, float]
    nobody: float  # what the evidence must outweigh: that the person is not registered
    persons: int  # registered where the weights were fitted
    same: float
    frequent: Mapping[str, float]  # shares of persons with a name heard so, where names were counted
    provenance: str

    def score(self, evidence: Evidence, *, persons: int) -> float:
        """The logarithm of how much likelier it is that this is the person than that nobody here is."""
        said = sum(self.weights.get(code, 0.0) * measure for code, measure in evidence.items())
        return said - self.nobody - math.log(max(persons, FEWEST) / self.persons)


@lru_cache(1)
def weights() -> Weights:
    said = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(**said)


def probabilities(scores: Sequence[float]) -> list[float]:
    """Of each, that it is the person: at most one of them is, or nobody."""
    highest = max([*scores, 0.0])
    odds = [math.exp(score - highest) for score in scores]
    whole = sum(odds) + math.exp(-highest)
    return [each / whole for each in odds]


def capped(probability: float, evidence: Evidence) -> float:
    """Never more than even where both given names were said and differ: all else is shared by twins."""
    differs = any(code in evidence for code in _DIFFERS)
    return min(probability, EVEN) if differs and "i:same" not in evidence else probability


_DIFFERS = tuple(f"g:{int(degree)}" for degree in (Degree.SHORT, Degree.LIKE, Degree.OTHER))


def rarity(readings: Iterable[str], *, counts: Mapping[str, int], persons: int) -> float:
    """Minus the logarithm of the share of persons with a name heard like one of these, the commonest."""
    frequent = weights().frequent
    bear = max((counts.get(each, 0) + frequent.get(each, 0.0) * PRIOR for each in readings), default=0.0)
    return -math.log((bear + 1) / (max(persons, 1) + PRIOR))


def reasons(evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks for and against, the heaviest first; nothing that was not said on both sides."""
    weighed: dict[str, float] = {}
    known = weights().weights
    for code, measure in evidence.items():
        topic = code.partition(":")[0].partition("-")[0][-1]  # an interaction counts for its second topic
        weighed[topic] = weighed.get(topic, 0.0) + known.get(code, 0.0) * measure
    said = {code[0]: code[2:] for code in evidence if code[1] == ":" and code[2:] != "left"}
    name = weighed.get("g", 0.0) + weighed.get("f", 0.0) + weighed.get("n", 0.0)
    found: list[Reason] = [(code, round(name, 2)) for code in _of_the_name(said, "n:scripts" in evidence)]
    for topic, codes in _CODES.items():
        told = next((code for start, code in codes if said.get(topic, "").endswith(start)), None)
        if topic == "b":
            told = _of_birth(said.get("b", ""))
        if told:
            found.append((told, round(weighed.get(topic, 0.0), 2)))
    return tuple(sorted(found, key=lambda reason: -abs(reason[1])))


_CODES: dict[str, tuple[tuple[str, str], ...]] = {
    "p": (("same", "father_same"), ("named", "father_same"), ("other", "father_other")),
    "b": (),
    "t": (("same", "telephone_same"), ("other", "telephone_other")),
    "i": (("same", "identifier_same"), ("near", "identifier_near"), ("other", "identifier_other")),
    "c": (("same", "commune_same"), ("other", "commune_other")),
    "s": (("other", "sex_other"),),
}


def _of_the_name(said: Mapping[str, str], scripts_differ: bool) -> Iterable[str]:
    given, family = (int(said[part]) if said.get(part, "").isdigit() else None for part in "gf")
    parts = [each for each in (given, family) if each is not None and each <= Degree.OTHER]
    if not parts:
        return ["name_other"] if "g" in said else []
    if max(parts) == Degree.OTHER:
        if min(parts) == Degree.OTHER:
            return ["name_other"]
        return ["given_other" if given == Degree.OTHER else "family_other"]
    if Degree.SERVED in parts or Degree.INITIAL in parts or Degree.SHORT in parts or len(parts) == 1:
        return ["name_short"]
    if scripts_differ and max(parts) <= STRONG:
        return ["name_script"]
    return ["name_same" if max(parts) == Degree.WRITTEN else "name_spelling"]


def _of_birth(said: str) -> str | None:
    if said in ("", "unknown", "unasked"):
        return None
    if said.endswith("day 0"):
        return "birth_same"
    if "slip" in said or ("age" in said and said[-1] in "01234"):
        return "birth_near"
    if said.endswith("year 0"):
        return "birth_year_same"
    return "birth_near" if said[-1] in "123" and "year" in said else "birth_other"
