"""The one case that a reference, a telephone, a name leads to, for exceptional access."""

from collections.abc import Sequence

from jaras.cases.models import Case
from jaras.kernel import references
from jaras.kernel.actor import SYSTEM, Actor
from jaras.people.models import Person


def reference_of(case: Case) -> str:
    """The code on the card of this case."""
    return references.told("case", case.pk)


def with_reference(code: str) -> int | None:
    number = references.number_of("case", code)
    if number is None:
        return None
    return Case.objects.visible_to(SYSTEM).filter(pk=number).values_list("pk", flat=True).first()


def first_to_open(actor: Actor, persons: Sequence[Person]) -> int | None:
    """Of the cases of these persons, one: unseen before seen, living before ended, the last moved.

    Each breaking of the glass opens one case; asking again, while it is open, leads to the next.
    """
    numbers = [person.pk for person in persons]
    theirs = Case.objects.visible_to(SYSTEM).filter(parties__person__in=numbers).distinct()
    rows = list(theirs.values_list("pk", "is_living", "moved_at"))
    seen = set(
        Case.objects.visible_to(actor).filter(pk__in=[row[0] for row in rows]).values_list("pk", flat=True)
    )
    best = max(rows, key=lambda row: (row[0] not in seen, row[1], row[2], row[0]), default=None)
    return best[0] if best else None
