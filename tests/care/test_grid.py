"""The grid: whom a domain concerns, what a level suggests, how it moved, what the start refuses."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from jaras.care import checks
from jaras.care.lists import FOLDER, grid, grid_of, grids, read_grid
from jaras.care.rules import Change, Reason, compared, propose

IN_FORCE = (FOLDER / "diagnosis.yaml").read_text(encoding="utf-8")


def services(levels: dict[str, int], *, years: int | None = 40, publics: tuple[str, ...] = ()) -> list[str]:
    return [each.service for each in propose(grid(), levels, years=years, publics=publics)]


def test_the_grid_in_force_has_the_twelve_domains_with_five_levels() -> None:
    domains = grid().domains
    assert list(domains) == [
        "housing", "food", "health", "mental_health", "safety", "family",
        "papers", "schooling", "skills", "work", "income", "ties",
    ]  # fmt: skip
    assert all(len(domain.levels) == 5 for domain in domains.values())
    assert list(checks.faults(FOLDER)) == []


def test_no_two_levels_are_told_in_the_same_words() -> None:
    for language in ("fr", "ar", "en"):
        said = [level.name(language) for domain in grid().domains.values() for level in domain.levels]
        assert len(said) == len(set(said)) == 60


@pytest.mark.parametrize(
    ("years", "there", "absent"),
    [
        (7, {"schooling"}, {"work", "income", "skills"}),
        (16, {"schooling", "skills"}, {"work"}),
        (40, {"work", "income", "skills"}, {"schooling"}),
        (None, {"work", "schooling", "skills"}, set()),
    ],
)
def test_a_domain_concerns_an_age(years: int | None, there: set[str], absent: set[str]) -> None:
    codes = {domain.code for domain in grid().concerning(years)}
    assert there <= codes
    assert not absent & codes


def test_a_low_level_suggests_a_need_with_its_reason() -> None:
    proposal = propose(grid(), {"food": 2}, years=40, publics=())[0]
    assert (proposal.service, proposal.urgent) == ("ACC-ALIM", False)
    assert proposal.reasons == (Reason("food", 2),)


def test_two_reasons_make_one_need_urgent_when_one_is_a_crisis() -> None:
    proposals = propose(grid(), {"food": 2, "income": 1}, years=40, publics=())
    food = next(each for each in proposals if each.service == "ACC-ALIM")
    assert food.urgent
    assert {reason.domain for reason in food.reasons} == {"food", "income"}


def test_what_presses_most_comes_first() -> None:
    assert services({"housing": 2, "food": 1})[0] == "ACC-ALIM"


def test_a_good_level_suggests_nothing() -> None:
    assert services(dict.fromkeys(grid().domains, 5)) == []


def test_some_needs_are_for_some_publics() -> None:
    assert "ACC-FEM" not in services({"safety": 1})
    proposals = propose(grid(), {"safety": 1}, years=30, publics=("FVV",))
    assert [each.reasons for each in proposals if each.service == "ACC-FEM"] == [
        (Reason("safety", 1, "FVV"),)
    ]


def test_some_needs_are_for_some_ages() -> None:
    assert "ECO-FP" in services({"skills": 1}, years=30)
    assert "ECO-FP" not in services({"skills": 1}, years=75)


def test_no_mediation_is_proposed_where_somebody_is_hurt() -> None:
    assert "EDU-FAM" in services({"family": 1})
    assert "EDU-FAM" in services({"family": 1, "safety": 3})
    assert "EDU-FAM" not in services({"family": 1, "safety": 2})
    assert "EDU-FAM" not in services({"family": 1}, publics=("FSD", "FVV"))


def test_nobody_is_sent_home_into_danger() -> None:
    assert "ACC-TRANS" in services({"housing": 1}, publics=("PAS",))
    assert "ACC-TRANS" not in services({"housing": 1, "safety": 1}, publics=("PAS",))


def test_a_need_that_is_known_is_not_proposed_again() -> None:
    proposals = propose(grid(), {"food": 1}, years=40, publics=(), known=("ACC-ALIM",))
    assert proposals == []


def test_two_diagnoses_are_compared_domain_by_domain() -> None:
    now, before = (
        {"housing": 3, "food": 1, "work": 2, "ties": 4},
        {"housing": 1, "food": 2, "work": 2, "health": 2},
    )
    assert compared(now, before) == {
        "housing": Change.UP,
        "food": Change.DOWN,
        "work": Change.SAME,
        "ties": Change.FIRST,
        "health": Change.UNSEEN,
    }


def with_an_old_version(folder: Path) -> Path:
    old = IN_FORCE.replace('version: "2026-11"', 'version: "2024-01"').replace(
        "name_fr: Logement", "name_fr: Toit"
    )
    (folder / "diagnosis").mkdir()
    (folder / "diagnosis" / "2024-01.yaml").write_text(old, encoding="utf-8")
    (folder / "diagnosis.yaml").write_text(IN_FORCE, encoding="utf-8")
    return folder


def test_an_old_version_keeps_its_words(tmp_path: Path) -> None:
    known = grids(with_an_old_version(tmp_path))
    assert known["2024-01"].domains["housing"].item.name("fr") == "Toit"
    assert known["2026-11"].domains["housing"].item.name("fr") == "Logement"
    assert list(checks.faults(tmp_path)) == []


def test_a_version_that_nobody_kept_is_read_with_the_words_in_force() -> None:
    assert grid_of("1999-01") == grid()


def broken(folder: Path, change: Any) -> list[str]:
    """The faults of the grid in force after `change`."""
    said = yaml.safe_load(IN_FORCE)
    change(said)
    (folder / "diagnosis.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return list(checks.faults(folder))


def housing(said: dict[str, Any]) -> dict[str, Any]:
    return next(domain for domain in said["domains"] if domain["code"] == "housing")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda said: said.pop("version"), "give it a version"),
        (lambda said: said["levels"].pop(), "the five are 1 to 5"),
        (lambda said: said["levels"][0].pop("name_ar"), "level 1: name_ar is missing"),
        (lambda said: said["domains"].append(housing(said)), "domain housing: this code is there twice"),
        (lambda said: said["domains"].clear(), "it has no domain"),
        (lambda said: housing(said).update(name_en=""), "domain housing: name_en is missing"),
        (lambda said: housing(said)["levels"].pop(), "domain housing: 4 levels have words"),
        (lambda said: housing(said)["levels"][2].pop("ar"), "domain housing, level 3: ar is missing"),
        (lambda said: housing(said)["needs"][0].update(service="X-Y"), "no such service"),
        (lambda said: housing(said)["needs"][0].update(levels=[0]), "proposed at [0]"),
        (lambda said: housing(said)["needs"][0].update(publics=["ZZZ"]), "no public ZZZ"),
        (lambda said: housing(said)["needs"][0].update(never_for=["ZZZ"]), "no public ZZZ"),
        (lambda said: housing(said)["needs"][0].update(unless={"luck": [1]}), "no domain luck"),
        (lambda said: housing(said).update(ages={"from": 3}), "its ages are"),
        (lambda said: housing(said).update(ages={"least": 9, "most": 3}), "nobody is between 9 and 3"),
        (lambda said: housing(said).pop("needs"), "compare it with the grid in force"),
    ],
)
def test_a_fault_is_told_with_its_place(change: Any, told: str, tmp_path: Path) -> None:
    found = broken(tmp_path, change)
    assert [fault for fault in found if told in fault and "care/policies/diagnosis.yaml" in fault]


def test_a_version_is_given_once(tmp_path: Path) -> None:
    folder = with_an_old_version(tmp_path)
    (folder / "diagnosis" / "copy.yaml").write_text(IN_FORCE, encoding="utf-8")
    assert ["has the version 2026-11 already" in fault for fault in checks.faults(folder)] == [True]


def test_the_start_reads_the_grids(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert checks.check_grids(app_configs=None) == []
    broken(tmp_path, lambda said: said["domains"].clear())
    monkeypatch.setattr(checks, "FOLDER", tmp_path)
    assert [error.id for error in checks.check_grids(app_configs=None)] == ["care.E001"]


def test_a_grid_is_read_once() -> None:
    assert read_grid(FOLDER / "diagnosis.yaml") is grid()
