"""At the start, every version of the grid of the diagnosis is read for what it lacks."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from jaras.care.lists import FOLDER, grid_files
from jaras.care.rules.grid import HIGHEST, LEVELS, LOWEST, Ages
from jaras.kernel.coded import read_policy
from jaras.partners.lists import services
from jaras.people.lists import target_groups

LANGUAGES = ("fr", "ar", "en")
LONGEST_CODE = 20


def watch_over_grids() -> None:
    register(check_grids, "care")


def check_grids(*, app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Each fault by its file, its domain, with what to do."""
    return [Error(fault, id="care.E001") for fault in faults(FOLDER)]


def faults(folder: Path) -> Iterator[str]:
    versions: dict[str, str] = {}
    for path in grid_files(folder):
        where = f"care/policies/{path.relative_to(folder).as_posix()}"
        try:
            said = read_policy(path)
            version = said.get("version")
            if not isinstance(version, str) or not version:
                yield f'{where}: give it a version between quotation marks, as in version: "2026-11".'
            elif version in versions:
                yield f"{where}: {versions[version]} has the version {version} already; give it another."
            else:
                versions[version] = where
            yield from _of_grid(where, said)
        except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as broken:
            yield f"{where}: {broken!r}; compare it with the grid in force."


def _of_grid(where: str, said: Mapping[str, Any]) -> Iterator[str]:
    levels = [level["code"] for level in said["levels"]]
    if levels != list(LEVELS):
        yield f"{where}: its levels are {levels}; the five are {LOWEST} to {HIGHEST}, in this order."
    for level in said["levels"]:
        yield from _named(f"{where}, level {level['code']}", level, "name_")
    codes: set[str] = set()
    known = {domain["code"] for domain in said["domains"]}
    for domain in said["domains"]:
        at = f"{where}, domain {domain['code']}"
        if domain["code"] in codes or len(domain["code"]) > LONGEST_CODE:
            yield f"{at}: this code is there twice, or longer than {LONGEST_CODE} letters."
        codes.add(domain["code"])
        yield from _of_domain(at, domain, known)
    if not codes:
        yield f"{where}: it has no domain."


def _of_domain(at: str, domain: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    yield from _named(at, domain, "name_")
    yield from _ages(at, domain)
    if len(domain["levels"]) != len(LEVELS):
        yield f"{at}: {len(domain['levels'])} levels have words; write all five."
    for level, words in enumerate(domain["levels"], start=LOWEST):
        yield from _named(f"{at}, level {level}", words, "")
    for need in domain["needs"]:
        here = f"{at}, need {need['service']}"
        if need["service"] not in services():
            yield f"{here}: partners/policies/services.yaml has no such service."
        if not need["levels"] or not set(need["levels"]) <= set(LEVELS):
            yield f"{here}: it is proposed at {need['levels']}; choose among {LOWEST} to {HIGHEST}."
        named = {*need.get("publics", ()), *need.get("never_for", ())}
        for public in sorted(named - set(target_groups().codes())):
            yield f"{here}: people/policies/target_groups.yaml has no public {public}."
        for other in sorted(set(need.get("unless", {})) - known):
            yield f"{here}: the grid has no domain {other} that could forbid it."
        yield from _ages(here, need)


def _named(at: str, row: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for language in LANGUAGES:
        if not str(row.get(prefix + language) or "").strip():
            yield f"{at}: {prefix}{language} is missing; write it in the three languages."


def _ages(at: str, row: Mapping[str, Any]) -> Iterator[str]:
    said = row.get("ages", {})
    if not set(said) <= {"least", "most"} or not all(isinstance(years, int) for years in said.values()):
        yield f"{at}: its ages are {said}; write least, most or both, in years."
    elif (ages := Ages(**said)).least > ages.most:
        yield f"{at}: nobody is between {ages.least} and {ages.most} years old."
