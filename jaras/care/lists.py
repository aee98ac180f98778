"""The coded lists of care."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jaras.care.rules.grid import LEVELS, Ages, Domain, Grid, Suggestion
from jaras.care.rules.referrals import Terms
from jaras.intake.lists import immediate_actions
from jaras.kernel.coded import CodedList, Item, coded_list, read_policy
from jaras.partners.lists import services

FOLDER = Path(__file__).parent / "policies"


def not_done_reasons() -> CodedList:
    return coded_list(FOLDER / "not_done_reasons.yaml")


def referral_terms() -> CodedList:
    return coded_list(FOLDER / "referral_terms.yaml")


def terms(urgency: str) -> Terms:
    """How long a partner has at this urgency; the longest where none is known."""
    item = referral_terms().get(urgency) or list(referral_terms())[-1]
    return Terms(timedelta(hours=item["remind_after"]), timedelta(hours=item["expire_after"]))


def link_lasts() -> timedelta:
    """How long the link of an accepted referral stays open."""
    return timedelta(days=read_policy(FOLDER / "referral_terms.yaml")["open_days"])


def decline_reasons() -> CodedList:
    return coded_list(FOLDER / "decline_reasons.yaml")


def shared_fields() -> CodedList:
    return coded_list(FOLDER / "shared_fields.yaml")


def sharing_grounds() -> CodedList:
    """Why a partner may be told of somebody."""
    return coded_list(FOLDER / "sharing_grounds.yaml")


def need_states() -> CodedList:
    return coded_list(FOLDER / "need_states.yaml")


@cache
def interventions() -> CodedList:
    """What may be counted as help given: what is done at once, then the services."""
    return CodedList({**immediate_actions().items, **services().items})


@cache
def given_again() -> frozenset[str]:
    """Those of which one rarely meets the need: a night, a meal, an hour of listening."""
    return sheltering() | {item.code for item in interventions() if item.more.get("repeated")}


@cache
def sheltering() -> frozenset[str]:
    """Those that give nights under a roof."""
    return frozenset(item.code for item in interventions() if item.more.get("nights"))


def grid() -> Grid:
    """The grid in force."""
    return read_grid(FOLDER / "diagnosis.yaml")


def grid_of(version: str) -> Grid:
    """The grid a diagnosis was made with; the one in force where its file is kept no more."""
    return grids(FOLDER).get(version, grid())


def grid_files(folder: Path) -> list[Path]:
    """Every version: the one in force, then those it replaced."""
    return [folder / "diagnosis.yaml", *sorted((folder / "diagnosis").glob("*.yaml"))]


@cache
def grids(folder: Path) -> Mapping[str, Grid]:
    return {each.version: each for each in map(read_grid, reversed(grid_files(folder)))}


@cache
def read_grid(path: Path) -> Grid:
    """A version of the grid; `jaras.care.checks` says what is wrong with a file."""
    said = read_policy(path)
    domains = [_domain(row) for row in said["domains"]]
    return Grid(
        version=said["version"],
        levels=tuple(_item(row) for row in said["levels"]),
        domains={domain.code: domain for domain in domains},
    )


def _domain(row: Mapping[str, Any]) -> Domain:
    return Domain(
        item=_item(row),
        levels=tuple(
            Item(str(level), words["fr"], words["ar"], words["en"])
            for level, words in zip(LEVELS, row["levels"], strict=True)
        ),
        suggestions=tuple(
            Suggestion(
                service=each["service"],
                levels=frozenset(each["levels"]),
                publics=frozenset(each.get("publics", ())),
                ages=Ages(**each.get("ages", {})),
                never_for=frozenset(each.get("never_for", ())),
                unless={code: frozenset(levels) for code, levels in each.get("unless", {}).items()},
            )
            for each in row["needs"]
        ),
        ages=Ages(**row.get("ages", {})),
        authorised=bool(row.get("authorised")),
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(str(row["code"]), row["name_fr"], row["name_ar"], row["name_en"])
