"""Whose identity number is whose."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from jaras.kernel.actor import Actor
from jaras.kernel.keys import ring
from jaras.people.models import Person
from jaras.privacy.lists import identity_kinds
from jaras.privacy.models import IdentityNumber
from jaras.privacy.rules import CARD, looks_like_number, normalised

MOST = 50


def digest(number: str) -> str:
    """Keyed: there are too few such numbers to hide without a key; of whichever paper it is."""
    return next(iter(digests_of([number])))


def digests_of(numbers: Iterable[str]) -> frozenset[str]:
    """The `digest` of each."""
    keyed = hmac.new(ring.ring().lookup, digestmod=sha256)
    found = set()
    for number in numbers:
        made = keyed.copy()
        made.update(f"identity:{number}".encode())
        found.add(made.hexdigest()[:40])
    return frozenset(found)


def identity_numbers(person: Person, actor: Actor) -> list[IdentityNumber]:
    """The numbers that are kept, whether or not the authorisation still stands; in the order of the kinds."""
    rows = IdentityNumber.objects.visible_to(actor).filter(person=person).exclude(digest="")
    order = identity_kinds().codes()
    return sorted(rows, key=lambda row: order.index(row.kind))


def identity_number(person: Person, actor: Actor, *, kind: str = CARD) -> IdentityNumber | None:
    """The number of one paper."""
    return next((row for row in identity_numbers(person, actor) if row.kind == kind), None)


def with_identity_number(typed: str) -> list[int]:
    """Ids of the persons with exactly this number; visible or not is asked by whoever shows them."""
    if not looks_like_number(typed):
        return []
    rows = IdentityNumber.objects.filter(digest=digest(normalised(typed)))
    ids = rows.order_by("-person_id").values_list("person_id", flat=True)[:MOST]
    return list(dict.fromkeys(ids))
