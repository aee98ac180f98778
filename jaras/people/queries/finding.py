"""What people read: the persons whom words find, those whom one exact thing names."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from jaras.kernel import folding, keys, search, telephones
from jaras.kernel.actor import SYSTEM, Actor
from jaras.people.models import NAMES, Person
from jaras.people.queries.reaching import with_identity
from jaras.people.rules.likeness import apart
from jaras.people.rules.names import units

MOST_FOUND, MOST_NAMESAKES = 50, 1000
MOST_WEIGHED = 500  # of those heard alike: a rare name may share its consonants with half a town
SHORTEST_HEARD = 2  # one consonant is heard in half of all names
FARTHEST = 1.0  # what the differences of one name may cost: Imad has the consonants of Mohamed
_exactly: list[Callable[[str], list[int]]] = []


def found_also(find: Callable[[str], list[int]]) -> None:
    """A later package finds persons by one exact thing of its own; the answer is their ids."""
    _exactly.append(find)


def found(actor: Actor, words: str, *, most: int = MOST_FOUND) -> list[Person]:
    """The visible persons whose names or description begin like these words, or who have this telephone.

    Then those whose names are heard so, in whichever script, the closest first.
    """
    persons: list[Person] = []
    for ids in _meant(words):
        visible = Person.objects.visible_to(actor).select_related("commune").in_bulk(ids)
        persons += [visible[pk] for pk in ids if pk in visible and visible[pk] not in persons]
        if len(persons) >= most:
            return persons[:most]
    return [*persons, *_heard(actor, words, but=persons)][:most]


def _heard(actor: Actor, words: str, *, but: list[Person]) -> list[Person]:
    asked = units(words) if any(map(str.isalpha, words)) else ()
    names = [unit.skeletons for unit in asked if any(len(each) >= SHORTEST_HEARD for each in unit.skeletons)]
    if not names:
        return []
    found: list[tuple[float, Person]] = []
    weighed = 0
    for ids in search.evenly(search.heard("person", names)):
        rows = list(Person.objects.visible_to(actor).select_related("commune").filter(pk__in=ids))
        keys.prepare(person.__dict__[name] for person in rows for name in (*NAMES, "married_name"))
        costs = (apart(asked, units(" ".join(person.names))) for person in rows)
        found += [pair for pair in zip(costs, rows, strict=True) if pair[0] <= FARTHEST * len(asked)]
        weighed += len(ids)
        if len(found) >= MOST_FOUND or weighed >= MOST_WEIGHED:
            break
    return [person for _cost, person in sorted(found, key=itemgetter(0)) if person not in but]


def _meant(words: str) -> Iterator[Sequence[int]]:
    if telephones.looks_like_one(words):
        yield telephones.find("person", words) or search.NOTHING
    if "@" in words:
        yield with_identity(words) or search.NOTHING
    for find in _exactly:
        yield find(words) or search.NOTHING
    yield from search.evenly(search.find("person", words))


def newest(actor: Actor, *, most: int = 20) -> list[Person]:
    """The persons registered last, among those this actor sees."""
    rows = Person.objects.visible_to(actor).select_related("commune")
    return list(rows.order_by("-id")[:most])


# --- for exceptional access: the software looks, and tells no person to whoever asked --------------


def with_telephone(number: str) -> list[Person]:
    """The persons with exactly this telephone, however both were written."""
    ids = telephones.exactly("person", number)[:MOST_FOUND]
    return list(Person.objects.visible_to(SYSTEM).filter(pk__in=ids).order_by("-id"))


def named(name: str, *, born_in: int) -> list[Person]:
    """The persons of exactly this full name, in either script, born that year as far as is known."""
    asked = _name(name)
    if len(asked) < 2:  # a given name alone names half a town
        return []
    found: list[Person] = []
    looked = 0
    for ids in search.find("person", name):
        persons = Person.objects.visible_to(SYSTEM).in_bulk(ids).values()
        found += [each for each in persons if _is_called(each, asked) and _is_born(each, born_in)]
        looked += len(ids)
        if looked >= MOST_NAMESAKES:
            break
    return found


def _name(name: str) -> list[str]:
    """The words of a name in no order: many are written family name first."""
    return sorted(word.form for word in folding.words(name))


def _is_called(person: Person, asked: list[str]) -> bool:
    return asked in (_name(person.latin_name), _name(person.arabic_name))


def _is_born(person: Person, year: int) -> bool:
    years = person.born_about
    return years is not None and year in years
