"""What is read about persons."""

from jaras.kernel import search
from jaras.kernel.actor import Actor
from jaras.people.models import Person


def found(actor: Actor, words: str, *, most: int = 20) -> list[Person]:
    """The visible persons whose names or descriptions begin like these words, newest first."""
    persons: list[Person] = []
    for ids in search.find("person", words):
        rows = Person.objects.visible_to(actor).select_related("commune").filter(pk__in=ids)
        visible = {row.pk: row for row in rows}
        persons += [visible[pk] for pk in ids if pk in visible]
        if len(persons) >= most:
            break
    return persons[:most]
