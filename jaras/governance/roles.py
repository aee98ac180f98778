"""The reviewed policies of the house: roles, verbs, hours of the watch."""

from collections.abc import Mapping
from datetime import time
from functools import cache
from pathlib import Path

from jaras.governance.rules import reach
from jaras.kernel.actor import Scope
from jaras.kernel.coded import CodedList, coded_list, read_policy

FOLDER = Path(__file__).parent / "policies"


def roles() -> CodedList:
    return coded_list(FOLDER / "roles.yaml")


@cache
def verbs_of(codes: tuple[str, ...]) -> Mapping[str, Scope]:
    """What the holder of these roles may do, with how far each verb reaches."""
    return reach(codes, {role.code: role["may"] for role in roles()})


def verbs() -> CodedList:
    """Every verb with its words."""
    return coded_list(FOLDER / "verbs.yaml")


def scopes() -> CodedList:
    """How far a verb reaches, in words."""
    return coded_list(FOLDER / "scopes.yaml")


@cache
def watch_changes() -> tuple[time, ...]:
    """The hours at which one watch relieves the other."""
    return tuple(time.fromisoformat(hour) for hour in read_policy(FOLDER / "watches.yaml")["changes"])


def policy_titles() -> CodedList:
    """What each policy file of the house is called."""
    return coded_list(FOLDER / "titles.yaml")
