"""What a file would make of the directory: added, changed, the same, refused, entry by entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from jaras.imports.lists import fields
from jaras.imports.queries.dictionary import dictionary
from jaras.imports.queries.house import House, house, in_use, owner_of, ways
from jaras.imports.queries.judging import judged
from jaras.imports.queries.told import MODELS, Row, told
from jaras.imports.rules import Code, Dictionary, Entry, Fault, Found, Kind, understood
from jaras.imports.rules.understanding import Field
from jaras.kernel import text
from jaras.kernel.folding import fold, is_arabic
from jaras.partners.models import Organisation

_THINGS = re.compile("[,،;؛]")
AS_THINGS = ("bring_fr", "bring_ar")  # one thing after another, whatever stands between them
LONGEST_ACRONYM = 12


class Verdict(StrEnum):
    """What becomes of an entry."""

    REFUSED = "refused"
    CHANGED = "changed"
    ADDED = "added"
    SAME = "same"


@dataclass(frozen=True)
class Difference:
    field: str
    old: Any
    new: Any


@dataclass
class Change:
    """One entry beside the directory."""

    entry: Entry
    row: Row | None = None
    owner: "Organisation | Change | None" = None  # in the directory, or made by another entry
    by_words: bool = False  # nothing but its name told which row it is
    values: dict[str, Any] = field(default_factory=dict)  # of the row once it is written
    differences: list[Difference] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        return self.entry.kind

    @property
    def verdict(self) -> Verdict:
        if any(fault.stops for fault in self.faults):
            return Verdict.REFUSED
        if self.row is None:
            return Verdict.ADDED
        return Verdict.CHANGED if self.differences else Verdict.SAME

    @property
    def warnings(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.stops]


@dataclass
class Plan:
    """Every change in the order in which they are written."""

    changes: list[Change]

    def of(self, verdict: Verdict) -> list[Change]:
        return [each for each in self.changes if each.verdict is verdict]

    @property
    def counts(self) -> dict[str, int]:
        return {verdict.value: len(self.of(verdict)) for verdict in Verdict}

    def digest(self) -> str:
        """Whoever confirms has seen these very changes."""
        shown = [
            (each.kind, each.verdict, each.row and each.row.pk, repr(each.differences))
            for each in self.changes
        ]
        return sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:24]


def plan(found: Found) -> Plan:
    """Read the directory, lay the file beside it: a fixed number of queries, whatever the size."""
    order = list(Kind)
    entries = sorted(found.entries, key=lambda entry: order.index(entry.kind))
    planning = _Planning(house(), dictionary())
    return Plan([planning.change(entry) for entry in entries])


class _Planning:
    """One pass over a file."""

    def __init__(self, stands: House, words: Dictionary) -> None:
        self.house, self.words = stands, words
        self.organisations: dict[str, Change] = {}  # of the file, by key, by name
        self.taken: set[tuple[Kind, object]] = set()

    def change(self, entry: Entry) -> Change:
        change = Change(entry, faults=list(entry.faults))
        said, faults = understood(entry.words, _fields(entry.kind), self.words)
        fresh, wrong = understood(entry.fresh, _fields(entry.kind), self.words)
        change.faults += [*faults, *wrong]
        said = {
            name: text.cleaned(value) if isinstance(value, str) else value for name, value in said.items()
        }
        if entry.kind is not Kind.ORGANISATION:
            self._belongs(change)
        if change.verdict is not Verdict.REFUSED:
            self._find(change, said)
        if change.row is None:
            said = fresh | said
        self._lay(change, said)
        if entry.kind is Kind.ORGANISATION:
            self._remember(change, said)
        return change

    def _belongs(self, change: Change) -> None:
        """Which organisation it is of: one of the file, else one of the directory."""
        entry = change.entry
        if entry.of:
            change.owner = self.organisations.get(entry.of) or self._organisation(entry.of)
        if change.owner is None and entry.of_name:
            change.owner = self.organisations.get(fold(entry.of_name)) or self._named(change)
        if not entry.of and not entry.of_name:
            known = self.house.by_key(entry.kind, entry.key) if entry.key else None
            if known is None or isinstance(known, Organisation):
                change.faults.append(Fault(Code.OWNER_MISSING, "of_name"))
                return
            change.owner = known.organisation
        if isinstance(change.owner, Change):
            if change.owner.row is not None:
                change.owner = _as_organisation(change.owner.row)
            elif change.owner.verdict is Verdict.REFUSED:
                change.faults.append(Fault(Code.OWNER_REFUSED, "of_name", entry.of_name or entry.of))
        elif change.owner is None and not change.faults:
            change.faults.append(Fault(Code.OWNER_UNKNOWN, "of_name", entry.of_name or entry.of))

    def _organisation(self, key: str) -> Organisation | None:
        row = self.house.by_key(Kind.ORGANISATION, key)
        return row if isinstance(row, Organisation) else None

    def _named(self, change: Change) -> Organisation | None:
        name = change.entry.of_name
        found = self.house.by_words(Kind.ORGANISATION, 0, {"name_fr": name, "name_ar": name})
        if len(found) > 1:
            change.faults.append(Fault(Code.NAME_OF_TWO, "of_name", name))
            return None
        return _as_organisation(found[0]) if found else None

    def _find(self, change: Change, said: Mapping[str, Any]) -> None:
        """The row it is: by its key, else by its words; neither: it is new."""
        entry, owner = change.entry, change.owner
        row = self.house.by_key(entry.kind, entry.key) if entry.key else None
        if row is None and not isinstance(owner, Change):
            alike = self.house.by_words(entry.kind, owner.pk if owner else 0, dict(said))
            if len(alike) > 1:
                alike = [each for each in alike if _says(entry.kind, each, said)] or alike
            if len(alike) > 1:
                change.faults.append(Fault(Code.NAME_OF_TWO, "key"))
                return
            row, change.by_words = (alike[0], True) if alike else (None, False)
        if row is not None and not in_use(row):
            change.faults.append(Fault(Code.RETIRED, "key"))
        elif row is not None and isinstance(owner, Organisation) and owner_of(row) not in (0, owner.pk):
            change.faults.append(Fault(Code.OWNER_OTHER, "of_name", owner.name))
        change.row = row
        for mark in self._marks(change, said):
            if mark in self.taken:
                change.faults.append(Fault(Code.TWICE, "key"))
                return
            self.taken.add(mark)

    def _marks(self, change: Change, said: Mapping[str, Any]) -> Iterator[tuple[Kind, object]]:
        """What may stand once alone in a file: a row, a key, the words of what is new."""
        if change.row is not None:
            yield change.kind, change.row.pk
            return
        if change.entry.key:
            yield change.kind, change.entry.key
            return
        owner = change.owner.pk if isinstance(change.owner, Organisation) else id(change.owner)
        if change.kind is Kind.SERVICE:  # one for men, one for women: only the very same is twice there
            yield change.kind, (owner, repr(sorted(said.items())))
            return
        yield from ((change.kind, way) for way in ways(change.kind, owner, dict(said)))

    def _lay(self, change: Change, said: dict[str, Any]) -> None:
        """What it says beside what stands there."""
        kind = change.kind
        before = told(kind, change.row if change.row is not None else MODELS[kind]())
        if kind in (Kind.ORGANISATION, Kind.SITE):
            _settle_other_name(before, said)
        if kind is Kind.SERVICE:
            _keep_its_own(change, before, said)
        said = {name: value for name, value in said.items() if name in before}
        change.values = before | said
        change.differences = [
            Difference(name, before[name], value)
            for name, value in said.items()
            if not _same(name, before[name], value)
        ]
        unread = {fault.field for fault in change.faults}
        change.faults += [fault for fault in judged(kind, change.values) if fault.field not in unread]

    def _remember(self, change: Change, said: Mapping[str, Any]) -> None:
        """Later entries name it by its key, by its names."""
        for name in (said.get("name_fr"), said.get("name_ar")):
            if name:
                self.organisations.setdefault(fold(name), change)
        if change.entry.key:
            self.organisations.setdefault(change.entry.key, change)


def _fields(kind: Kind) -> dict[str, Field]:
    return {name: Field(column.holds, column.list) for name, column in fields(kind).items()}


def _as_organisation(row: Row) -> Organisation:
    if not isinstance(row, Organisation):
        raise TypeError("an organisation was looked for")
    return row


def _says(kind: Kind, row: Row, said: Mapping[str, Any]) -> bool:
    """Whether all that is said stands in this row already."""
    stands = told(kind, row)
    return all(_same(name, stands[name], value) for name, value in said.items() if name in stands)


def _same(name: str, old: Any, new: Any) -> bool:
    if name in AS_THINGS:
        return [*_things(old)] == [*_things(new)]
    return bool(old == new)


def _things(words: str) -> Iterator[str]:
    return filter(None, map(str.strip, _THINGS.split(words)))


def _keep_its_own(change: Change, before: Mapping[str, Any], said: dict[str, Any]) -> None:
    """A service that is reached where its organisation is has no address of its own."""
    owner = change.owner
    for name in ("telephone", "email"):
        of = owner.values.get(name) if isinstance(owner, Change) else getattr(owner, name, "")
        if said.get(name) and said[name] == of and not before[name]:
            del said[name]


def _settle_other_name(before: Mapping[str, Any], said: dict[str, Any]) -> None:
    """`alternate`, of a document that has one name beside: an acronym, else the name in the other script."""
    other = said.pop("alternate", "")
    names = {name: before.get(name, "") for name in ("name_fr", "name_ar", "acronym")}
    if not other or other in names.values() or other in said.values():
        return
    if is_arabic(fold(other)):
        said["name_ar"] = other
    elif "acronym" in before and len(other) <= LONGEST_ACRONYM and other.isupper():
        said["acronym"] = other
    elif "name_fr" not in said:
        said["name_fr"] = other
