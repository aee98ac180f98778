"""Who is what to somebody, who lives with them: as far as the reader sees those others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from jaras.kernel.actor import Actor
from jaras.people.lists import relation_kinds
from jaras.people.models import HouseholdMember, Person, Relation


@dataclass(frozen=True)
class Tie:
    """One relation from where somebody stands: `other` where they are registered, `words` as typed."""

    row: Relation
    kind: str
    other: Person | None
    words: str

    @property
    def name(self) -> str:
        return self.other.name if self.other else self.words


@dataclass(frozen=True)
class Danger:
    """`about`: whose place must not be told; `to`: whom; empty where the reader may not know who it is."""

    about: Person
    to: str
    kind: str
    to_person: Person | None


@dataclass(frozen=True)
class Home:
    """The household somebody lives in now, with those of its members whom the reader sees."""

    member: HouseholdMember
    others: list[Person]


def kind_in_words(code: str, sex: str) -> str:
    """By the sex of whom the word is about: mother, father; one word for both where nobody knows."""
    item, language = relation_kinds()[code], (get_language() or "")[:2]
    return str(item.more.get(f"{sex}_{language}") or item.name(language))


def ties(person: Person, actor: Actor) -> list[Tie]:
    """Both directions; whoever is not seen is not told, nor that there is such a relation."""
    seen = _seen([*_ids(rows := _of([person.pk]))], actor)
    found = []
    for row in rows:
        if row.person_id == person.pk:
            other = seen.get(row.other_id or 0)
            if other is None and row.other_id is not None:
                continue
            found.append(Tie(row, kind_in_words(row.kind, other.sex if other else ""), other, row.words))
        elif (first := seen.get(row.person_id)) is not None:
            back = relation_kinds()[row.kind]["inverse"]
            found.append(Tie(row, kind_in_words(back, first.sex), first, ""))
    return found


def dangers(person: Person, actor: Actor) -> list[Danger]:
    """Who must never learn where somebody is: of this person, of whoever lives with them, about them.

    The person's own come first; they are told even where the other is hidden from the reader, then as
    the kind alone. Of anybody else, only where that one is seen.
    """
    around = [person.pk, *(other.pk for other in housemates(person, actor))]
    rows = [row for row in _of(around) if row.never_tell]
    seen = _seen([*_ids(rows)], actor) | {person.pk: person}
    found = []
    for row in sorted(rows, key=lambda row: row.person_id != person.pk):
        if (about := seen.get(row.person_id)) is None:
            continue
        other = seen.get(row.other_id or 0)
        kind = kind_in_words(row.kind, other.sex if other else "")
        found.append(Danger(about, other.name if other else row.words, kind, other))
    return found


def home(person: Person, actor: Actor) -> Home | None:
    """Where they live now, with whom."""
    member = (
        HouseholdMember.objects.filter(person=person, until_on=None)
        .select_related("household__commune")
        .first()
    )
    if member is None:
        return None
    around = HouseholdMember.objects.filter(household=member.household_id, until_on=None)
    ids = around.exclude(person=person).order_by("id").values_list("person_id", flat=True)
    seen = _seen(list(ids), actor)
    return Home(member, list(seen.values()))


def housemates(person: Person, actor: Actor) -> list[Person]:
    lived = home(person, actor)
    return lived.others if lived else []


def _of(ids: Iterable[int]) -> list[Relation]:
    rows = Relation.objects.filter(Q(person__in=ids) | Q(other__in=ids), dropped_at=None)
    return list(rows.select_related("person").order_by("id"))


def _ids(rows: Iterable[Relation]) -> Iterable[int]:
    for row in rows:
        yield row.person_id
        if row.other_id is not None:
            yield row.other_id


def _seen(ids: list[int], actor: Actor) -> dict[int, Person]:
    return Person.objects.visible_to(actor).in_bulk(set(ids)) if ids else {}
