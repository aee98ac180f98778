"""What the night says of a pair: its probability, held back where the given names differ, why."""

import math
from collections.abc import Mapping, Sequence

from jaras.people.rules.identity import weighing
from jaras.people.rules.identity.comparing import Degree
from jaras.people.rules.identity.evidence import Evidence
from jaras.people.rules.linking import Reason
from jaras.people.rules.night.columns import Pair

LEAST = weighing.EVEN  # only pairs that are likelier one person than two are proposed
TELLING = 0.5  # from which weight on it is said that a name is common or rare
# What each level of a comparison says; the name is said as the check at intake says it.
_CODES: Mapping[str, Mapping[str, str]] = {
    "father": {"same": "father_same", "other": "father_other"},
    "birth": {
        "day": "birth_same",
        "slip": "birth_near",
        "year": "birth_year_same",
        "age": "birth_near",
        "next": "birth_near",
        "other": "birth_other",
    },
    "telephone": {"same": "telephone_same", "other": "telephone_other"},
    "identifier": {"same": "identifier_same", "other": "identifier_other"},
    "commune": {"same": "commune_same", "other": "commune_other"},
    "sex": {"same": "sex_same", "other": "sex_other"},
}
_NAMES = frozenset(
    ("name_same", "name_script", "name_spelling", "name_short", "name_other", "family_other", "given_other")
)
_PARTS = ("given", "family")


def probability(pair: Pair, said: Evidence) -> float:
    """That of the pair, at most even where the given names differ: brothers and twins share all the rest.

    `said` is the evidence of the check at intake on the same two records.
    """
    if pair.levels.get("identifier") == "same":
        return pair.probability
    likely = weighing.capped(pair.probability, said)
    return min(likely, weighing.EVEN) if _named_apart(pair, said) else likely


def _named_apart(pair: Pair, said: Evidence) -> bool:
    """Ahmed, Hamid have the same consonants in one script; Latifa Zohra, Latifa Morjane one word of two;
    so have Tazi Alaoui, Alaoui Fassi.

    Abdellatif is a slip for Abdellatid, not where the age or the sex is another.
    """
    given = pair.levels.get("given")
    vowels_far_apart = f"g:{int(Degree.CONSONANTS)}" in said and "n:scripts" not in said
    both_have_more = not said.keys().isdisjoint(("g:left", "f:left")) and any(
        code.startswith("n:over") for code in said
    )
    no_slip = given == "near" and "other" in (pair.levels.get("birth"), pair.levels.get("sex"))
    return given == "other" or vowels_far_apart or both_have_more or no_slip


def reasons(pair: Pair, said: Evidence) -> list[Reason]:
    """Each with its weight; together they make the logarithm of the odds of the pair."""
    weights = {name: weight + pair.common.get(name, 0.0) for name, weight in pair.weights.items()}
    common = sum(pair.common.get(part, 0.0) for part in _PARTS)
    named = sum(weights.pop(part, 0.0) for part in _PARTS)
    found: list[Reason] = [("before", pair.prior)]
    if word := _name(weighing.reasons(said)):
        told = abs(common) >= TELLING
        found.append((word, named - common if told else named))
        if told:
            found.append(("name_rare" if common > 0 else "namesakes", common))
    found += [(_CODES[name][pair.levels[name]], weight) for name, weight in weights.items()]
    return [(code, weight) for code, weight in found if math.isfinite(weight)]


def _name(found: Sequence[Reason]) -> str | None:
    return next((code for code, _weight in found if code in _NAMES), None)
