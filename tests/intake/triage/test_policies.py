"""The reviewed words and rules: named in three languages, speaking only of what exists."""

from pathlib import Path

import pytest

import jaras
from jaras.intake.rules.triage import lexicon
from jaras.intake.rules.triage.conditions import parse
from jaras.intake.rules.triage.facts import NIGHT_HOURS
from jaras.intake.rules.triage.notation import spelled_out
from jaras.intake.rules.triage.policy import load
from jaras.kernel.coded import coded_list

PACKAGES = Path(jaras.__file__).parent
BY_AGE = {"INFANT", "SMALL_CHILD", "TEEN", "CHILD", "YOUTH", "OLD"}
BY_CIRCUMSTANCE = {"NIGHT_HOURS", "LAUGH"}
SECTIONS = ("target_groups", "needs", "poles", "legal_duties", "perceptions", "urgency", "urgency_asked")
LISTS = {
    "target_groups": ("people/policies/target_groups.yaml",),
    "poles": ("partners/policies/poles.yaml",),
    "needs": ("intake/policies/immediate_actions.yaml", "partners/policies/services.yaml"),
    "legal_duties": ("intake/policies/legal_duties.yaml",),
    "urgency": ("intake/policies/urgency_levels.yaml",),
}


def known_signs() -> set[str]:
    return set(lexicon().signs) | set(load("rules")["concepts"]) | BY_AGE | BY_CIRCUMSTANCE


def test_every_sign_is_named_in_three_languages() -> None:
    nameless = [
        sign.code for sign in lexicon().signs.values() if not (sign.name_fr and sign.name_ar and sign.name_en)
    ]
    assert nameless == []


def test_rules_speak_only_of_signs_that_exist() -> None:
    rules = load("rules")
    lines = [
        line for section in (*SECTIONS, "concepts") for found in rules[section].values() for line in found
    ]
    lines += [line for rule in rules["kind"] for line in rule.values()]
    spoken = {sign for line in lines for sign in parse(line).signs()}
    assert spoken - known_signs() == set()


@pytest.mark.parametrize("section", LISTS)
def test_rules_propose_only_codes_of_the_coded_lists(section: str) -> None:
    codes = {code for path in LISTS[section] for code in coded_list(PACKAGES / path).codes()}
    assert set(load("rules")[section]) - codes == set()


def test_kinds_are_those_of_the_coded_list() -> None:
    proposed = {kind for rule in load("rules")["kind"] for kind in rule}
    assert proposed <= set(coded_list(PACKAGES / "intake/policies/report_kinds.yaml").codes())


def test_the_night_is_the_night() -> None:
    assert {21, 0, 5} <= NIGHT_HOURS
    assert 12 not in NIGHT_HOURS


@pytest.mark.parametrize(
    ("line", "expected"),
    [("a b", 1), ("(a|b) c", 1), ("(a|b c) d", 2), ("a (b c)? d", 2), ("a _3 b", 1), ("(a)? b", 2)],
)
def test_the_notation_spells_out_its_choices(line: str, expected: int) -> None:
    assert len(list(spelled_out(line))) == expected


@pytest.mark.parametrize("line", ["(a|b", "_2 a", "a) b"])
def test_a_line_that_cannot_be_right_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"«|bracket"):
        list(spelled_out(line))
