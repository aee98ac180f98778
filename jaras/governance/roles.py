"""The table of roles, as reviewed policy."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jaras.governance.rules import reach
from jaras.kernel.actor import Scope
from jaras.kernel.coded import CodedList, coded_list

PATH = Path(__file__).parent / "policies" / "roles.yaml"


def roles() -> CodedList:
    return coded_list(PATH)


@cache
def verbs_of(codes: tuple[str, ...]) -> Mapping[str, Scope]:
    """What the holder of these roles may do, with how far each verb reaches."""
    return reach(codes, {role.code: role["may"] for role in roles()})
