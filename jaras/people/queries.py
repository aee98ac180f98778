"""What people read: the persons whom words find."""

from jaras.kernel import search
from jaras.kernel.actor import Actor
from jaras.people.models import Person

MOST_FOUND = 50


def found(actor: Actor, words: str, *, most: int = MOST_FOUND) -> list[Person]:
    """The visible persons whose names or description begin like these words, newest first."""
    persons: list[Person] = []
    for ids in search.find("person", words):
        visible = Person.objects.visible_to(actor).select_related("commune").in_bulk(ids)
        persons += [visible[pk] for pk in ids if pk in visible]
        if len(persons) >= most:
            break
    return persons[:most]


def newest(actor: Actor, *, most: int = 20) -> list[Person]:
    """The persons registered last, among those this actor sees."""
    rows = Person.objects.visible_to(actor).select_related("commune")
    return list(rows.order_by("-id")[:most])
