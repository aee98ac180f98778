"""What the rows of a register amount to, counted in one pass over them."""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from jaras.registers.lists import restricted_publics
from jaras.registers.rules import TEACHABLE, Code, Dictionary, Line

MOST_UNKNOWN = 60  # words of a list that a page asks about
MOST_ALIKE = 20
EXAMPLES = 8
FEW = 6


class Tally:
    """Every figure of the preview; the same lines give the same figures once they are written."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.pole_of = dictionary.pole_of
        self.faults: Counter[str] = Counter()
        self.unknown: dict[str, Counter[str]] = defaultdict(Counter)
        self.poles: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.publics: Counter[str] = Counter()
        self.interventions = 0
        self.origins: Counter[str] = Counter()
        self.channels: Counter[str] = Counter()
        self.good = self.stopped = self.aside = self.nights = self.restricted = self.alone = 0
        self.cost = Decimal(0)
        self.persons: set[str] = set()
        self.cases: set[str] = set()
        self.unnamed = 0
        self.months: Counter[str] = Counter()
        self.alike: dict[tuple[str, int, str], tuple[str, list[int]]] = {}
        self.examples: list[dict[str, Any]] = []
        self.twins: list[int] = []
        self.twin_count = 0

    def add(self, line: Line, *, aside: bool) -> None:
        for fault in line.faults:
            self.faults[fault.code] += 1
            if fault.code in TEACHABLE:
                self.unknown[TEACHABLE[fault.code]][fault.value] += 1
        if aside:
            self.aside += 1
            return
        if not line.written:
            self.stopped += 1
            return
        self.good += 1
        self.interventions += line.times
        self.poles[self.pole_of[line.kind]] += line.times
        self.kinds[line.kind] += line.times
        self.origins[line.origin] += line.times
        self.channels[line.channel] += line.times
        self.publics.update(line.publics)
        self.months[f"{line.moment:%Y-%m}"] += 1
        self.nights += line.nights
        self.cost += line.cost or 0
        if restricted_publics().intersection(line.publics):
            self.restricted += line.times
        if line.case_number:
            self.cases.add(line.case_number)
        if not line.names_somebody:
            self.unnamed += 1
        elif person_key(line):
            self.persons.add(person_key(line))
        else:
            self.alone += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(_example(line))
        if line.likeness and not line.person_number:
            self.alike.setdefault(line.likeness, (line.name, []))[1].append(line.number)

    def twin(self, line: Line) -> None:
        """The same row stands above."""
        self.twin_count += 1
        if len(self.twins) < MOST_ALIKE:
            self.twins.append(line.number)

    def figures(self) -> dict[str, Any]:
        alike: list[list[Any]] = [
            [name, age, commune, rows[:FEW], len(rows)]
            for (_key, age, commune), (name, rows) in self.alike.items()
            if len(rows) > 1
        ]
        alike.sort(key=lambda group: -group[-1])
        return {
            "good": self.good,
            "interventions": self.interventions,
            "origins": dict(self.origins),
            "channels": dict(self.channels),
            "stopped": self.stopped,
            "aside": self.aside,
            "already": self.faults[Code.ALREADY],
            "faults": dict(self.faults),
            "unknown": {name: words.most_common(MOST_UNKNOWN) for name, words in self.unknown.items()},
            "poles": dict(self.poles),
            "kinds": dict(self.kinds),
            "publics": dict(self.publics),
            "months": dict(sorted(self.months.items())),
            "nights": self.nights,
            "cost": str(self.cost),
            "persons": len(self.persons) + self.alone,
            "unnamed": self.unnamed,
            "cases": len(self.cases),
            "restricted": self.restricted,
            "examples": self.examples,
            "alike": alike[:MOST_ALIKE],
            "alike_count": len(alike),
            "twins": self.twins,
            "twin_count": self.twin_count,
        }


def _example(line: Line) -> dict[str, Any]:
    """A row as it will be written, for the page."""
    return {
        "number": line.number,
        "day": line.moment.isoformat(),
        "kind": line.kind,
        "name": line.name or line.person_number,
        "age": line.age,
        "commune": line.commune,
        "place": line.place,
        "times": line.times,
        "nights": line.nights,
        "cost": None if line.cost is None else str(line.cost),
    }


def person_key(line: Line) -> str:
    """What joins rows into one person: the register's own number, or one name within one case number."""
    if line.person_number:
        return f"n:{line.person_number}"
    if line.case_number and line.name:
        return f"c:{line.case_number}:{line.name}"
    return ""


def case_key(line: Line) -> str:
    """What joins rows into one case: its number, else the person's; else each row stands alone."""
    if line.case_number:
        return f"c:{line.case_number}"
    return f"n:{line.person_number}" if line.person_number else ""
