"""Whose identity number is whose."""

import hmac
from hashlib import sha256

from jaras.kernel.actor import Actor
from jaras.kernel.keys import ring
from jaras.people.models import Person
from jaras.privacy.models import IdentityNumber
from jaras.privacy.rules import looks_like_card, normalised

MOST = 50


def digest(number: str) -> str:
    """Keyed: there are too few such numbers to hide without a key."""
    return hmac.new(ring.ring().lookup, f"identity:{number}".encode(), sha256).hexdigest()[:40]


def identity_number(person: Person, actor: Actor) -> IdentityNumber | None:
    """The number that is kept, whether or not the authorisation still stands."""
    return IdentityNumber.objects.visible_to(actor).filter(person=person).exclude(digest="").first()


def with_identity_number(typed: str) -> list[int]:
    """Ids of the persons with exactly this number; visible or not is asked by whoever shows them."""
    if not looks_like_card(typed):
        return []
    rows = IdentityNumber.objects.filter(digest=digest(normalised(typed)))
    return list(rows.order_by("-person_id").values_list("person_id", flat=True)[:MOST])
