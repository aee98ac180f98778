"""Is this person already known? The likeliest of those whom the asker may see, with why."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jaras.kernel import keys, telephones
from jaras.kernel.actor import Actor
from jaras.people.models import KIN_NAMES, NAMES, NameFrequency, Person
from jaras.people.queries import lying
from jaras.people.rules.identity import weighing
from jaras.people.rules.identity.described import Born, Described
from jaras.people.rules.identity.evidence import Evidence, distance, evidence
from jaras.people.rules.identity.keys import asked as keys_of
from jaras.people.rules.identity.keys import neighbours
from jaras.people.rules.linking import Reason
from jaras.people.rules.names import Unit

MOST = 5
MOST_LOOKED_AT = 60  # candidates weighed from the keys themselves, then as many from their neighbours
SETTLED = 0.9  # a candidate so likely needs no neighbours
EVERYBODY = 0  # the row of `NameFrequency` that counts all
_FULL = math.log(1_000_000)  # what a key weighs under which one person of a million lies


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

    of: Callable[[Collection[int]], Mapping[int, frozenset[str]]]  # of these persons
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


def known(actor: Actor, asked: Described, *, but: Collection[int] = (), most: int = MOST) -> list[Candidate]:
    """The likeliest first. Those nobody may show this actor are not weighed, nor do they weigh on others."""
    votes = _votes(asked)
    together = _Weighing(actor, asked)
    found = together.of(_likeliest(votes, but))
    if not found or found[0].probability < SETTLED:
        seen = {each.person.pk for each in found} | set(but)
        found = together.of(_likeliest(_near_votes(asked, votes), seen))
    return found[:most]


def considered(actor: Actor, asked: Described, *, most: int) -> list[tuple[int, Evidence]]:
    """Person with evidence, of those nearest by name: what weights are fitted on."""
    votes = _votes(asked)
    together = _Weighing(actor, asked)
    together.of(_likeliest(votes, ()))
    near = _near_votes(asked, votes)
    together.of(_likeliest(near, [person.pk for person, _said in together.found]))
    ranked = sorted(together.found, key=lambda each: distance(each[1]))
    return [(person.pk, said) for person, said in ranked[:most]]


def _votes(asked: Described) -> dict[int, float]:
    """How much the keys say for each person: the rarer a key, the more."""
    votes: dict[int, float] = defaultdict(float)
    rows = lying.under(lying.digests(keys_of(asked)))
    under = Counter(key for key, _person in rows)
    for key, person in rows:
        votes[person] += _FULL - math.log(under[key])
    for person in telephones.bearing("person", asked.telephones, most=lying.MOST_UNDER_ONE):
        votes[person] += _FULL
    for identifiers in _identifiers:
        for digest, person in identifiers.bearing(asked.identifiers | asked.near_identifiers):
            votes[person] += _FULL * (2 if digest in asked.identifiers else 1)
    return votes


def _near_votes(asked: Described, votes: Mapping[int, float]) -> dict[int, float]:
    """The same of the neighbours, at half their weight, the best of each person's."""
    best: dict[int, float] = defaultdict(float)
    rows = lying.near(lying.digests(neighbours(asked)))
    under = Counter(key for key, _person in rows)
    for key, person in rows:
        best[person] = max(best[person], (_FULL - math.log(under[key])) / 2)
    for person, vote in votes.items():
        best[person] += vote
    return best


def _likeliest(votes: Mapping[int, float], but: Collection[int]) -> list[int]:
    ranked = sorted(votes, key=lambda person: (-votes[person], -person))
    return [person for person in ranked if person not in but][:MOST_LOOKED_AT]


class _Weighing:
    """Candidates of one question, weighed together: at most one of them is the person."""

    def __init__(self, actor: Actor, asked: Described) -> None:
        self.actor, self.asked = actor, asked
        self.counts, self.persons = _frequencies(asked)
        self.found: list[tuple[Person, Evidence]] = []

    def of(self, ids: Sequence[int]) -> list[Candidate]:
        """All that were given so far, the likeliest first."""
        rows = list(Person.objects.visible_to(self.actor).filter(pk__in=ids)) if ids else []
        described = descriptions(rows)
        self.found += [(row, evidence(self.asked, described[row.pk], self._rarity)) for row in rows]
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

    def _rarity(self, unit: Unit) -> float:
        return weighing.rarity(unit, counts=self.counts, persons=self.persons)


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


def _frequencies(asked: Described) -> tuple[dict[str, int], int]:
    """How many persons bear each name that was asked, heard so; how many there are."""
    heard = list({each for unit in (*asked.named, *asked.fathers) for each in unit.skeletons})
    digests = dict(zip(lying.digests(f"n {each}" for each in heard), heard, strict=True))
    rows = dict(NameFrequency.objects.filter(key__in=[*digests, EVERYBODY]).values_list("key", "persons"))
    persons = rows.pop(EVERYBODY, 0)
    return {digests[key]: number for key, number in rows.items()}, persons
