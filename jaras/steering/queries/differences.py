"""By how much figures move: things as they are now beside things as they were counted."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.timezone import localtime

from jaras.steering.models import Counted
from jaras.steering.queries.facts import FACTS
from jaras.steering.rules import Fact, Place, Unit, places
from jaras.steering.rules.cells import WHOLE

Moves = dict[Place, Counter[str]]


@dataclass(frozen=True)
class Change:
    """What is written so that figures are true again."""

    written: dict[Unit, dict[int, Fact]] = field(default_factory=dict)
    forgotten: dict[Unit, set[int]] = field(default_factory=dict)
    moves: Moves = field(default_factory=dict)


def change(reached: Mapping[Unit, Collection[int]]) -> Change:
    """For these things: their facts that are new or different, those that do not count any more."""
    found = Change()
    changes: Counter[tuple[Unit, Fact]] = Counter()
    for unit, ids in reached.items():
        if not ids:
            continue
        now, then = FACTS[unit](ids), counted(unit, ids)
        found.written[unit] = {pk: fact for pk, fact in now.items() if then.get(pk) != fact}
        found.forgotten[unit] = then.keys() - now.keys()
        changes.update((unit, fact) for fact in found.written[unit].values())
        gone = [then[pk] for pk in then if pk in found.written[unit] or pk in found.forgotten[unit]]
        changes.subtract((unit, fact) for fact in gone)
    found.moves.update(moves((unit, fact, times) for (unit, fact), times in changes.items() if times))
    return found


def counted(unit: Unit, ids: Collection[int]) -> dict[int, Fact]:
    """These things as they were last counted."""
    rows = Counted.objects.filter(unit=unit, subject_id__in=ids)
    return {
        pk: Fact(localtime(at), amount, as_read(tags), share)
        for pk, at, amount, tags, share in rows.values_list("subject_id", "at", "amount", "tags", "share")
    }


def as_read(tags: str) -> tuple[str, ...]:
    return tuple(tags.strip("|").split("|"))


def as_kept(tags: Iterable[str]) -> str:
    return f"|{'|'.join(tags)}|"


def moves(facts: Iterable[tuple[Unit, Fact, int]]) -> Moves:
    """Each row of figures with what is added under each of its tags; equal facts are shared out once."""
    alike: Counter[tuple[Unit, int, int, str, tuple[str, ...]]] = Counter()
    sample: dict[tuple[Unit, int, int, str, tuple[str, ...]], Fact] = {}
    for unit, fact, times in facts:
        key = (unit, fact.at.year, fact.at.month, fact.share, fact.tags)
        alike[key] += fact.amount * times
        sample.setdefault(key, fact)
    found: Moves = defaultdict(Counter)
    for key, number in alike.items():
        if number:
            for where in places(key[0], sample[key]):
                counts = found[where]
                counts[WHOLE] += number
                for tag in key[4]:
                    counts[tag] += number
    return found
