"""The persons whom words find as they are typed, each with why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from jaras.kernel import folding, keys, search, telephones
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import in_sizes, prepared
from jaras.people.models import KIN_NAMES, NAMES, Person
from jaras.people.queries.known import Candidate, about, described, known
from jaras.people.queries.reaching import with_identity
from jaras.people.rules.agreeing import Hit, hits, is_meant
from jaras.people.rules.identity import weighing
from jaras.people.rules.identity.evidence import evidence
from jaras.people.rules.linking import Reason
from jaras.people.rules.names import units
from jaras.people.rules.sought import Communes, Sought, phrase, read
from jaras.territory import queries as territory
from jaras.territory.rules.gazetteer import Names

A_PAGE = 12  # shown while somebody types; as many whose very words are these are enough
MOST_FOUND = 50  # where more are asked for
MOST_AT_ONCE = 100  # ids of which one turn asks who may be seen
SHORTEST_HEARD = 2  # one consonant is heard in half of all names
BESIDE_THE_NAME = ("birth_", "commune_")  # reasons that the words of a record do not show

_exactly: list[Callable[[str], list[int]]] = []


def found_also(find: Callable[[str], list[int]]) -> None:
    """A later package finds persons by one exact thing of its own; the answer is their ids."""
    _exactly.append(find)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody found: which words lie on which, reasons beside the name, the end of a telephone."""

    person: Person
    hits: tuple[Hit, ...] = ()
    reasons: tuple[Reason, ...] = ()
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whoever was found, the best first; what was understood of what was typed."""

    sought: Sought
    matches: tuple[Match, ...] = ()

    @property
    def persons(self) -> list[Person]:
        return [match.person for match in self.matches]


def found(actor: Actor, words: str, *, most: int = A_PAGE) -> list[Person]:
    """The visible persons whom these words find, the best first."""
    return searched(actor, words, most=most).persons


def searched(actor: Actor, words: str, *, most: int = A_PAGE) -> Answer:
    """Who has this telephone, this number, these very words; then who is heard so, in whichever script.

    Where an age, a birth or a commune was typed beside a name, whom they fit comes first.
    """
    communes = _communes() if len(words.split()) > 1 else {}
    sought = read(words, communes, on=timezone.localdate())
    search_for = _Search(actor, words, sought, most)
    search_for.run()
    return Answer(sought, search_for.matches())


@dataclass
class _Search:
    """One question: whoever was found so far, in order."""

    actor: Actor
    words: str
    sought: Sought
    most: int
    found: dict[int, None] = field(default_factory=dict)  # all of them visible
    reasons: dict[int, tuple[Reason, ...]] = field(default_factory=dict)
    ends: set[int] = field(default_factory=set)  # who has a telephone that ends so
    persons: dict[int, Person] = field(default_factory=dict)  # read so far
    records: dict[int, list[Person]] = field(default_factory=dict)  # theirs, those merged into it

    def run(self) -> None:
        self._numbered()
        self._with(self._texts(self.words))
        beside = folding.fold(self.sought.name) != " ".join(word.form for word in folding.words(self.words))
        if self.sought.narrows or len(self.found) < min(self.most, A_PAGE):
            self._heard()
        if self.sought.name and beside:
            self._begun()

    def matches(self) -> tuple[Match, ...]:
        persons = self._read(list(self.found)[: self.most])
        self._open(persons)
        prefetch_related_objects([each for each in persons if not _has_commune(each)], "commune")
        typed = {word.form for word in folding.words(self.sought.name)}
        words = [word for word in folding.words(self.words) if word.form in typed]
        digits = "".join(filter(str.isdecimal, folding.fold(self.sought.digits)))
        return tuple(
            Match(
                person,
                hits(words, list(_parts(self.records[person.pk]))),
                self._why(person),
                digits[-telephones.LASTS[-1] :] if person.pk in self.ends else "",
            )
            for person in persons
        )

    def _texts(self, words: str) -> Iterator[Sequence[int]]:
        return search.evenly(search.find("person", words, batch=search.FEW))

    def _numbered(self) -> None:
        """By telephone, by address, by one exact thing; of a telephone's end those whose name agrees."""
        sought = self.sought
        if sought.digits:
            ids = self._visible(telephones.find("person", sought.digits) or search.NOTHING)
            if sought.name:
                ids = [row.pk for row in self._meant(self._read(ids))]
            self.ends = set(ids)
            self._add(ids)
        if sought.mail:
            self._add(self._visible(with_identity(sought.mail) or search.NOTHING))
        for find in _exactly:
            self._add(ids := self._visible(find(sought.code or self.words) or search.NOTHING))
            self.reasons |= dict.fromkeys(ids, (("identifier_same", 1.0),))

    def _with(self, turns: Iterator[Sequence[int]]) -> None:
        for ids in turns if len(self.found) < self.most else ():
            self._add(self._visible(ids))
            if len(self.found) >= self.most:
                return

    def _heard(self) -> None:
        """Whoever is known under keys like these, as far as the words of their name agree."""
        sought = self.sought
        heard = [each for one in units(sought.name) for each in one.skeletons if len(each) >= SHORTEST_HEARD]
        if not heard:  # a number that is nearly theirs names nobody
            return
        asked = about(
            full=sought.name,
            born=sought.born,
            commune=sought.commune,
            telephone=sought.digits,
            identifier=sought.code,
        )
        candidates = {
            each.person.pk: each for each in known(self.actor, asked, most=self.most, enough=self._enough)
        }
        meant = self._meant([each.person for each in candidates.values()])
        self.persons |= {row.pk: row for row in meant}
        self._add(row.pk for row in meant)
        self.reasons |= {row.pk: candidates[row.pk].reasons for row in meant if row.pk not in self.reasons}

    def _enough(self, candidates: Sequence[Candidate]) -> bool:
        """Whether somebody bears these names as they were typed: slips of the pen need not be looked for."""
        return bool(self._meant([each.person for each in candidates]))

    def _begun(self) -> None:
        """Whoever's name begins so, the newest of them, whom age or commune fit first."""
        before = list(self.found)
        self._with(self._texts(self.sought.name))
        later = self._read([pk for pk in self.found if pk not in before])
        later.sort(key=lambda row: -sum(weight for _code, weight in self._why(row)))
        self.found = dict.fromkeys((*before, *(row.pk for row in later)))

    def _meant(self, persons: Sequence[Person]) -> list[Person]:
        """Those of them whose names these may be."""
        self._open(persons)
        asked = units(self.sought.name)
        return [person for person in persons if is_meant(asked, units(self._called(person)))]

    def _called(self, person: Person) -> str:
        return " ".join(name for record in self.records[person.pk] for name in _names(record))

    def _why(self, person: Person) -> tuple[Reason, ...]:
        said = self.reasons.get(person.pk)
        if said is None and self.sought.narrows:
            asked = about(full=self.sought.name, born=self.sought.born, commune=self.sought.commune)
            said = weighing.reasons(evidence(asked, described(person), lambda _word: 0.0))
            said = tuple(each for each in said if each[0].startswith(BESIDE_THE_NAME))
        return said or ()

    def _add(self, ids: Iterable[int]) -> None:
        self.found |= dict.fromkeys(pk for pk in ids if pk not in self.found)

    def _visible(self, ids: Sequence[int]) -> list[int]:
        """Those of them that may be seen, in their order; one statement whoever there is."""
        asked = list(dict.fromkeys(ids))[:MOST_AT_ONCE]
        seen = set(_visible(self.actor, *asked, *[0] * (MOST_AT_ONCE - len(asked))))
        return [pk for pk in asked if (pk,) in seen]

    def _read(self, ids: Sequence[int]) -> list[Person]:
        """Rows of persons that may be seen, in this order."""
        fresh = [pk for pk in ids if pk not in self.persons]
        self.persons |= {row.pk: row for part in in_sizes(fresh) for row in _rows(*part)}
        return [self.persons[pk] for pk in ids if pk in self.persons]

    def _open(self, persons: Sequence[Person]) -> None:
        """Read the records merged into theirs, open their names, in one query each."""
        fresh = {person.pk: [person] for person in persons if person.pk not in self.records}
        for record in [row for part in in_sizes(list(fresh)) for row in _merged(*part)]:
            fresh[record.merged_into_id or 0].append(record)
        every = [record for records in fresh.values() for record in records]
        keys.prepare(record.__dict__[name] for record in every for name in (*NAMES, *KIN_NAMES, "signs"))
        self.records |= fresh


@prepared
def _visible(actor: Actor, *ids: int) -> QuerySet[Person, tuple[int]]:
    return Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk")


@prepared
def _rows(*ids: int) -> QuerySet[Person, Person]:
    return Person.objects.filter(pk__in=ids).select_related("commune")


def _has_commune(person: Person) -> bool:
    return Person.commune.is_cached(person)


@prepared
def _merged(*ids: int) -> QuerySet[Person, Person]:
    return Person.objects.filter(merged_into__in=ids).order_by("pk")


def _names(person: Person) -> tuple[str, ...]:
    return (*person.names, person.father_name)


def _parts(records: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """Where a word may stand, what is shown of everybody first."""
    person, *merged = records
    yield "name", person.latin_name
    yield "name", person.arabic_name
    yield "nickname", person.nickname
    yield "married", person.married_name
    for record in merged:
        for name in record.names:
            yield "merged", name
    yield "father", person.father_name
    yield "description", person.description
    yield "signs", person.signs


_heard_so: tuple[Names, Communes] = (Names(), {})


def _communes() -> Communes:
    """Every way to write a commune of the territory, made anew when a name changed."""
    global _heard_so
    names = territory.names()
    if _heard_so[0] is not names:
        written = {
            phrase(name): each.code
            for each in names.communes
            for name in (each.name_fr, each.name_ar, *each.aliases)
            if name
        }
        _heard_so = (names, written)
    return _heard_so[1]
