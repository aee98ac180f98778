"""How two records are compared in the night: comparisons with their levels, for any engine of Splink.

A level has a name; `night.json`, then each run of the whole registry, give it two probabilities: `m`, that
two records of one person agree so, `u`, that two of two persons do. Its weight is the logarithm of m / u.
"""

from collections.abc import Mapping
from typing import Any

import splink.comparison_level_library as levels
import splink.comparison_library as library
from splink import SettingsCreator
from splink.blocking_rule_library import CustomRule

from jaras.people.rules.night.parameters import Odds, Parameters

# Conditions are written with the functions of Spark; DuckDB is taught the two that it calls otherwise.
TAUGHT = (
    "CREATE MACRO arrays_overlap(a, b) AS list_has_any(a, b)",
    "CREATE MACRO size(a) AS len(a)",
)
_TURNED = "arrays_overlap(given_l, family_r) AND arrays_overlap(family_l, given_r)"
_BY_FATHER = "arrays_overlap(family_l, father_r) OR arrays_overlap(father_l, family_r)"
_AGES = "(rough_l > 0 OR rough_r > 0) AND abs(year_l - year_r) <= greatest(rough_l, rough_r)"
_UNSAID = {  # where a comparison says nothing
    "given": "size(given_l) = 0 OR size(given_r) = 0",
    "family": "size(family_l) = 0 OR size(family_r) = 0",
    "father": "size(father_l) = 0 OR size(father_r) = 0",
    "birth": "year_l IS NULL OR year_r IS NULL",
    "telephone": "size(telephones_l) = 0 OR size(telephones_r) = 0",
    "identifier": "size(identifiers_l) = 0 OR size(identifiers_r) = 0",
    "commune": "commune_l IS NULL OR commune_r IS NULL",
    "sex": "sex_l IS NULL OR sex_r IS NULL",
}
# The levels of each comparison in the order in which they are tried; whatever is none of them is `other`.
LEVELS: Mapping[str, Mapping[str, str]] = {
    "given": {
        "sounds": "arrays_overlap(given_sounds_l, given_sounds_r)",
        "vowels": "",  # the same consonants, at most two vowels apart
        "consonants": "arrays_overlap(given_l, given_r)",
        "turned": _TURNED,
        "near": "",  # one consonant apart, among those of three and more
    },
    "family": {
        "sounds": "arrays_overlap(family_sounds_l, family_sounds_r)",
        "consonants": "arrays_overlap(family_l, family_r)",
        "turned": _TURNED,  # counted with the given name already
        "father": _BY_FATHER,
        "near": "",
    },
    "father": {"same": "arrays_overlap(father_l, father_r)"},
    "birth": {
        "day": "day_l = day_r",
        "slip": "year_l = year_r AND damerau_levenshtein(day_l, day_r) <= 2",
        "year": "year_l = year_r AND (day_l IS NULL OR day_r IS NULL)",
        "age": _AGES,
        "next": "abs(year_l - year_r) <= 1",
    },
    "telephone": {"same": "arrays_overlap(telephones_l, telephones_r)"},
    "identifier": {"same": "arrays_overlap(identifiers_l, identifiers_r)"},
    "commune": {"same": "commune_l = commune_r"},
    "sex": {"same": "sex_l = sex_r"},
}
OTHER = "other"
# How common a name, a commune is weighs at these levels: by which column.
COMMON = {
    ("given", "sounds"): "given_sound",
    ("given", "vowels"): "given_key",
    ("given", "consonants"): "given_key",
    ("family", "sounds"): "family_sound",
    ("family", "consonants"): "family_key",
    ("commune", "same"): "commune",
}
# What a registry does not teach: a turned name weighs once, with the given name; twins, who share all the
# rest, would teach that given names differ.
FIXED = {
    ("family", "turned"): {"fix_m_probability": True, "fix_u_probability": True},
    ("given", OTHER): {"fix_m_probability": True},
}
RAREST = 1e-5  # a name borne by fewer counts as this rare
# Pairs to learn from, mostly one person: each rule teaches what it does not ask.
TEACHING = (
    "l.telephone_key = r.telephone_key AND l.given_sound = r.given_sound",
    "l.day = r.day AND l.family_key = r.family_key",
    "l.day = r.day AND l.given_key = r.given_key AND l.commune = r.commune",
)
TAUGHT_BY = 100  # fewer pairs teach nothing
SURE = "l.day = r.day AND l.given_key = r.given_key AND l.family_key = r.family_key"
SURE_FIND = 0.3  # the share of doubles that agree so
MOST = 0.05  # of all pairs of a handful of records that may be one person


def named(comparison: str) -> tuple[str, ...]:
    """Its levels by what Splink calls them: the highest number first, `other` is 0."""
    return (*LEVELS[comparison], OTHER)


def settings(parameters: Parameters, *, some: bool) -> SettingsCreator:
    """The whole model. `some`: only pairs of which one was written since the last run."""
    rule = "l.keys = r.keys AND (l.fresh OR r.fresh)" if some else "l.keys = r.keys"
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=parameters.prior,
        comparisons=[_comparison(name, parameters.odds[name]) for name in LEVELS],
        blocking_rules_to_generate_predictions=[CustomRule(rule, arrays_to_explode=["keys"])],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["written"],
        max_iterations=15,
    )


def _comparison(name: str, odds: Mapping[str, Odds]) -> library.CustomComparison:
    found: list[Any] = [levels.CustomLevel(_UNSAID[name]).configure(is_null_level=True)]
    for level, condition in LEVELS[name].items():
        found.append(_weighed(_level(name, level, condition), name, level, odds[level]))
    found.append(_weighed(levels.ElseLevel(), name, OTHER, odds[OTHER]))
    return library.CustomComparison(comparison_levels=found, output_column_name=name)


def _level(name: str, level: str, condition: str) -> Any:
    if level == "near":
        return levels.PairwiseStringDistanceFunctionLevel(f"{name}_long", "damerau_levenshtein", 1)
    if level == "vowels":
        same = levels.CustomLevel(LEVELS[name]["consonants"])
        heard: Any = levels.PairwiseStringDistanceFunctionLevel(f"{name}_sounds", "damerau_levenshtein", 2)
        return levels.And(same, heard)
    return levels.CustomLevel(condition)


def _weighed(made: Any, comparison: str, level: str, odds: Odds) -> Any:
    told: dict[str, Any] = {"m_probability": odds[0], "u_probability": odds[1], "label_for_charts": level}
    if (comparison, level) in COMMON:
        told |= {
            "tf_adjustment_column": COMMON[comparison, level],
            "tf_minimum_u_value": RAREST,
            "disable_tf_exact_match_detection": True,
        }
    if (comparison, level) in FIXED:
        told |= FIXED[comparison, level]
    return made.configure(**told)
