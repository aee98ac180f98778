"""What a merge of two records would do, what one has done."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from jaras.kernel import access, repointing
from jaras.kernel.actor import OUTSIDE, Actor
from jaras.kernel.models import Level
from jaras.people.models import Merge, Person
from jaras.people.rules.merging import OWN, Choice, Part, choices, parts

# What tells of records as records, not of the person: it stays where it is.
STAYING = ("people.link", "people.merge", "people.mergedrow")


@dataclass(frozen=True)
class Decided:
    """One thing both records say: what each says, whose value may stay; the first choice is proposed."""

    part: Part
    kept: list[Any]
    absorbed: list[Any]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Preview:
    """What goes where: values, rows by kind (`cases.party`), those that would stand twice, what stops it."""

    values: list[Decided]
    moved: Counter[str]
    twice: Counter[str]
    stuck: Counter[str]
    behind_one_wall: bool

    @property
    def possible(self) -> bool:
        return self.behind_one_wall and not self.stuck


def preview(kept: Person, absorbed: Person, actor: Actor) -> Preview:
    """Nothing is written; whoever asks sees both."""
    mine, theirs = values_of(kept), values_of(absorbed)
    plan = repointing.plan(absorbed, kept, but=STAYING)
    decided = [
        Decided(part, [mine[name] for name in part.columns], [theirs[name] for name in part.columns], offered)
        for part in parts(mine)
        if any(mine[name] or theirs[name] for name in part.columns)
        and (offered := choices(part, mine, theirs))
    ]
    return Preview(
        decided,
        plan.counted(),
        _by_kind(plan.aside),
        _by_kind(plan.stuck),
        behind_one_wall(kept, absorbed, actor),
    )


def behind_one_wall(one: Person, two: Person, actor: Actor) -> bool:
    """Whether what is sealed of one is sealed of the other in the same compartments: else merging them would
    show something to somebody."""
    if one.level != two.level:
        return False
    if one.level != Level.SEALED:
        return True
    walls = [_compartments(person, actor) for person in (one, two)]
    return bool(walls[0]) and walls[0] == walls[1]


def merged_into(pk: int, actor: Actor) -> Person | None:
    """Of a record that was merged, the one that tells of the person now, for whoever sees it."""
    return Person.objects.visible_to(actor).filter(absorbed=pk).first()


def merges_of(person: Person, actor: Actor) -> list[Merge]:
    """What was merged into this record, the newest first, what was parted again too."""
    return list(Merge.objects.visible_to(actor).filter(kept=person).select_related("absorbed"))


def columns_of(model: type[models.Model]) -> list[Any]:
    """The columns that tell of the person, not of the row."""
    return [each for each in model._meta.concrete_fields if each.attname not in OWN and not each.generated]


def values_of(person: Person) -> dict[str, Any]:
    return {column.attname: getattr(person, column.attname) for column in columns_of(Person)}


def _compartments(person: Person, actor: Actor) -> frozenset[str]:
    """Of those the actor holds, the compartments in which something tells of the person."""
    rows = Person.objects.filter(pk=person.pk)
    return frozenset(
        code
        for code in actor.compartments
        if rows.filter(access.linked("person", replace(OUTSIDE, compartments=frozenset({code})))).exists()
    )


def _by_kind(rows: list[models.Model]) -> Counter[str]:
    return Counter(row._meta.label_lower for row in rows)
