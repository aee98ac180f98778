"""What may leave the house: the reviewed kinds of news."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import MappingProxyType, ModuleType

from jaras.care import events as care
from jaras.cases import events as cases
from jaras.intake import events as intake
from jaras.kernel.coded import CodedList, PolicyError, coded_list
from jaras.kernel.events import Event

TEST = "jaras.test"
_MODULES: Mapping[str, ModuleType] = MappingProxyType({"intake": intake, "cases": cases, "care": care})


def kinds() -> CodedList:
    return coded_list(Path(__file__).parent / "policies" / "kinds.yaml")


@cache
def kinds_by_event() -> Mapping[type[Event], str]:
    """Which kind tells of which event; one that the code does not know is refused at the start."""
    return {_event(item.code): item.code for item in kinds()}


def _event(code: str) -> type[Event]:
    package, _dot, name = kinds()[code]["event"].partition(".")
    event = getattr(_MODULES.get(package), name, None)
    if not (isinstance(event, type) and issubclass(event, Event)):
        raise PolicyError(f"hooks/policies/kinds.yaml, {code}: no event {package}.{name}")
    unknown = set(kinds()[code]["fields"]) - {field.name for field in fields(event)}
    if unknown:
        raise PolicyError(f"hooks/policies/kinds.yaml, {code}: {name} has no {', '.join(sorted(unknown))}")
    return event
