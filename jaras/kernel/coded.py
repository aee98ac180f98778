"""Coded lists: reviewed YAML whose items carry their names in three languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# The safe loader in C where the wheel has it: ten times faster, and every process reads every policy.
LOADER: "type[yaml.SafeLoader | yaml.CSafeLoader]" = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PolicyError(ValueError):
    """A policy file says something that cannot be right."""


@dataclass(frozen=True)
class Item:
    """One code with its names; what else the policy says of it is in `more`."""

    code: str
    name_fr: str
    name_ar: str
    name_en: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def name(self, language: str) -> str:
        return {"fr": self.name_fr, "ar": self.name_ar}.get(language[:2], self.name_en)

    def __getitem__(self, key: str) -> Any:
        return self.more[key]


@dataclass(frozen=True)
class CodedList:
    """The items of one list, in their order."""

    items: Mapping[str, Item]

    def __getitem__(self, code: str) -> Item:
        return self.items[code]

    def __contains__(self, code: object) -> bool:
        return code in self.items

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items.values())

    def get(self, code: str) -> Item | None:
        return self.items.get(code)

    def codes(self) -> tuple[str, ...]:
        return tuple(self.items)


@cache
def read_policy(path: Path) -> Any:
    """The content of a policy file, read once."""
    with path.open(encoding="utf-8") as source:
        return yaml.load(source, Loader=LOADER)  # nosec B506 - the safe loader, in C where there is one


@cache
def coded_list(path: Path) -> CodedList:
    """Read `items: [{code, name_fr, name_ar, name_en, …}]`; a missing name or a code twice is refused."""
    items: dict[str, Item] = {}
    for row in read_policy(path)["items"]:
        row = dict(row)
        try:
            names = {key: str(row.pop(key)) for key in ("code", "name_fr", "name_ar", "name_en")}
        except KeyError as missing:
            raise PolicyError(f"{path.name}: {row} has no {missing}") from missing
        if not all(names.values()) or names["code"] in items:
            raise PolicyError(f"{path.name}: {names['code']!r} is empty or twice there")
        items[names["code"]] = Item(**names, more=row)
    return CodedList(items)
