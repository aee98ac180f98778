"""The persons registered last, those whom one exact thing names."""

from jaras.kernel import folding, search, telephones
from jaras.kernel.actor import SYSTEM, Actor
from jaras.people.models import Person

MOST_NAMED, MOST_NAMESAKES = 50, 1000


def newest(actor: Actor, *, most: int = 20) -> list[Person]:
    """The persons registered last, among those this actor sees."""
    rows = Person.objects.visible_to(actor).select_related("commune")
    return list(rows.order_by("-id")[:most])


# --- for exceptional access: the software looks, and tells no person to whoever asked --------------


def with_telephone(number: str) -> list[Person]:
    """The persons with exactly this telephone, however both were written."""
    ids = telephones.exactly("person", number)[:MOST_NAMED]
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
