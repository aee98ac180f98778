"""Is this person already known? The likeliest of those whom the asker may see, with why."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from jaras.kernel import keys, telephones
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import in_sizes, prepared
from jaras.people.models import KIN_NAMES, NAMES, Person
from jaras.people.queries import lying
from jaras.people.rules.identity import ranking, weighing
from jaras.people.rules.identity.described import Born, Described
from jaras.people.rules.identity.evidence import Evidence, distance, evidence
from jaras.people.rules.identity.leads import MOST_SAID, SURE, Lead, Question
from jaras.people.rules.identity.postings import ENTRY
from jaras.people.rules.identity.traits import Traits, agreement
from jaras.people.rules.linking import Reason
from jaras.people.rules.names import Unit

MOST = 5
MOST_LOOKED_AT = 72  # of whom it is asked whether the actor sees them
FEWEST_WEIGHED, MOST_WEIGHED = 12, 60
HOPELESS = 8.0  # so far behind the likeliest nobody is weighed, in logarithms
SETTLED = 0.9  # whoever is so likely one of the first five is looked for no further
NOBODY = 0
LEAST_LIKELY = 0.02  # who is less likely is not worth a look
CERTAIN = 20.0  # what a telephone says, in logarithms; an identity number twice that


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, how likely, on which evidence; `same`: one tap confirms."""

    person: Person
    probability: float
    evidence: Evidence

    @property
    def same(self) -> bool:
        return self.probability >= weighing.weights().same

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return weighing.reasons(self.evidence)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What a later package knows of identity numbers: digests alone pass through here."""

    of: Callable[[Sequence[int]], Mapping[int, frozenset[str]]]  # of these persons
    bearing: Callable[[Collection[str]], Iterable[tuple[str, int]]]  # digest with person
    digests: Callable[[str], frozenset[str]]  # of a number that was typed
    near: Callable[[str], frozenset[str]]  # of those one slip away from it


_identifiers: list[Identifiers] = []


def identified_by(identifiers: Identifiers) -> None:
    """A later package keeps identity numbers; they tell persons apart here, too."""
    _identifiers.append(identifiers)


def about(
    *,
    given: str = "",
    family: str = "",
    arabic: str = "",
    full: str = "",
    father: str = "",
    sex: str = "",
    born: Born | None = None,
    commune: str = "",
    telephone: str = "",
    identifier: str = "",
) -> Described:
    """Somebody who is asked about, as they were typed; `full` is a name whose order nobody knows."""
    return Described(
        given=given,
        family=family,
        arabic=arabic,
        full=full,
        father=father,
        sex=sex,
        born=born,
        commune=commune,
        telephones=telephones.digests(telephone),
        identifiers=frozenset().union(*(each.digests(identifier) for each in _identifiers)),
        near_identifiers=frozenset().union(*(each.near(identifier) for each in _identifiers)),
    )


def _settled(found: Sequence[Candidate]) -> bool:
    """Whether whoever is meant is all but surely among the first."""
    return sum(each.probability for each in found[:MOST]) >= SETTLED


def known(
    actor: Actor,
    asked: Described,
    *,
    but: Collection[int] = (),
    most: int = MOST,
    enough: Callable[[Sequence[Candidate]], bool] = _settled,
) -> list[Candidate]:
    """The likeliest first. Those nobody may show this actor are not weighed, nor do they weigh on others.

    A second look is taken where those found by the first are not `enough`.
    """
    search = _Search(actor, asked, but)
    found = search.weighed(FEWEST_WEIGHED)
    if not enough(found):
        search.widen()
        found = search.weighed(MOST_WEIGHED)
    return found[:most]


def considered(actor: Actor, asked: Described, *, most: int) -> list[tuple[int, Evidence]]:
    """Person with evidence, of those nearest by name: what weights are fitted on."""
    search = _Search(actor, asked, ())
    search.widen()
    ranked = sorted(search.weighed(MOST_WEIGHED), key=lambda each: distance(each.evidence))
    return [(each.person.pk, each.evidence) for each in ranked[:most]]


class _Search:
    """One question: whom to look at, in which order; those that were weighed so far, together."""

    def __init__(self, actor: Actor, asked: Described, but: Collection[int]) -> None:
        self.actor, self.asked, self.but = actor, asked, set(but)
        self.question = Question(asked)
        self.agreed = agreement(Traits.of(asked), asked.born)
        self.counts, self.persons = lying.borne(self.question.readings())
        self.read: set[str] = set()  # keys
        self.leads = [Lead(SURE, CERTAIN, 0), Lead(SURE, 2 * CERTAIN, 0)]
        self.found: list[tuple[Person, Evidence]] = []
        self.waiting: list[int] = []  # the likeliest first, all of them visible
        sure = _sure(asked)
        self.places = [np.array([place for _person, place in sure], np.int64)]
        self.entries = [np.zeros(len(sure), ENTRY)]
        self.entries[0]["person"] = [person for person, _place in sure]
        self._look(self.question.said(self._rarity_of, self.persons))
        self._rank()

    def widen(self) -> None:
        """Look under what more people bear, under names one consonant away, too."""
        borne, _persons = lying.borne(self.question.neighbours())
        self.counts |= borne
        slipped = self.question.slipped(borne, self._rarity_of, self.persons)
        self._look(slipped | self.question.said(self._rarity_of, self.persons, most=MOST_SAID))
        self._rank()

    def weighed(self, most: int) -> list[Candidate]:
        """So many of them, the likeliest first."""
        room = most - len(self.found)
        ids, self.waiting = self.waiting[:room], self.waiting[room:]
        rows = [row for part in in_sizes(ids) for row in _rows(*part)]
        told = descriptions(rows)
        self.found += [(row, evidence(self.asked, told[row.pk], self._rarity_of_word)) for row in rows]
        fitted = weighing.weights()
        scores = [fitted.score(said, persons=self.persons) for _person, said in self.found]
        likely = weighing.probabilities(scores)
        ranked = sorted(
            zip(scores, likely, self.found, strict=True), key=lambda row: (-row[0], -row[2][0].pk)
        )
        return [
            Candidate(person, weighing.capped(probability, said), said)
            for _score, probability, (person, said) in ranked
        ]

    def _look(self, leads: Mapping[str, Lead]) -> None:
        """Whoever lies under these keys is remembered with what each says."""
        fresh = {key: said for key, said in leads.items() if key not in self.read}
        places, entries = lying.under(list(fresh))
        self.places.append(places + len(self.leads))
        self.entries.append(entries)
        self.read.update(fresh)
        self.leads += fresh.values()

    def _rank(self) -> None:
        """Those who are not weighed yet wait, the likeliest first, as far as this actor may see them."""
        entries, places = np.concatenate(self.entries), np.concatenate(self.places)
        persons, votes = ranking.votes(entries, places, self.leads, self.agreed)
        seen = {person.pk for person, _evidence in self.found}
        likeliest = ranking.first(persons, votes, MOST_LOOKED_AT + len(seen) + len(self.but))
        fresh = [pk for pk in likeliest if pk not in seen and pk not in self.but]
        visible = _those_visible(self.actor, fresh[:MOST_LOOKED_AT])
        best = max((likeliest[pk] for pk in likeliest.keys() & seen.union(visible)), default=0.0)
        self.waiting = [pk for pk in visible if likeliest[pk] > best - HOPELESS]

    def _rarity_of(self, reading: str) -> float:
        return weighing.rarity((reading,), counts=self.counts, persons=self.persons)

    def _rarity_of_word(self, word: Unit) -> float:
        return weighing.rarity(word.skeletons, counts=self.counts, persons=self.persons)


def _sure(asked: Described) -> list[tuple[int, int]]:
    """Who bears the telephone that was said, a number near the identity number: 0; exactly that number: 1."""
    found = [(person, 0) for person in telephones.bearing("person", asked.telephones, most=MOST_WEIGHED // 2)]
    for identifiers in _identifiers:
        bearing = identifiers.bearing(asked.identifiers | asked.near_identifiers)
        found += [(person, int(digest in asked.identifiers)) for digest, person in bearing]
    return found


def _those_visible(actor: Actor, ids: Sequence[int]) -> list[int]:
    """As many are asked about whoever there is: no question more tells of somebody who is hidden."""
    seen = set(_visible(actor, *ids, *[NOBODY] * (MOST_LOOKED_AT - len(ids))))
    return [pk for pk in ids if (pk,) in seen]


@prepared
def _visible(actor: Actor, *ids: int) -> QuerySet[Person, tuple[int]]:
    """Those of them that this actor may see; lists packed by night may have who went since."""
    there = Person.objects.visible_to(actor).filter(forgotten_at=None, merged_into=None)
    return there.filter(pk__in=ids).values_list("pk")


@prepared
def _rows(*ids: int) -> QuerySet[Person, Person]:
    return Person.objects.filter(pk__in=ids)


def descriptions(persons: Sequence[Person]) -> dict[int, Described]:
    """What is known of these persons, as `evidence` reads it; sealed names are opened in one query."""
    keys.prepare(person.__dict__[name] for person in persons for name in (*NAMES, *KIN_NAMES))
    ids = [person.pk for person in persons]
    reached = telephones.digests_of("person", ids)
    numbered: dict[int, frozenset[str]] = {}
    for identifiers in _identifiers:
        numbered |= identifiers.of(ids)
    nothing: frozenset[str] = frozenset()
    return {
        person.pk: described(
            person,
            telephones=reached.get(person.pk, nothing),
            identifiers=numbered.get(person.pk, nothing),
        )
        for person in persons
    }


def described(
    person: Person, *, telephones: frozenset[str] = frozenset(), identifiers: frozenset[str] = frozenset()
) -> Described:
    return Described(
        given=person.given_name or person.nickname,
        family=person.family_name or person.married_name,
        arabic=person.arabic_name,
        father=person.father_name,
        sex=person.sex,
        born=born(person),
        commune=person.commune_id or "",
        telephones=telephones,
        identifiers=identifiers,
    )


def born(person: Person) -> Born | None:
    if person.born_on is not None:
        return Born.on(person.born_on, guessed=person.born_estimated)
    if person.born_year is not None:
        return Born(person.born_year, guessed=person.born_estimated)
    if person.age_about is not None and person.age_said_on is not None:
        return Born.from_age(person.age_about, said_on=person.age_said_on)
    return None
