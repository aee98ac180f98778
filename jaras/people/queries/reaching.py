"""By what somebody is reached, who is behind what reaches us."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from jaras.kernel import telephones
from jaras.kernel.keys import ring
from jaras.people.lists import identity_channels
from jaras.people.models import ChannelIdentity, Person, Telephone
from jaras.people.rules import identity_normalised

MOST = 50


@dataclass(frozen=True)
class Number:
    """A telephone as it was typed; `shared_with` says whose it is too, empty where it is theirs alone."""

    number: str
    shared_with: str
    row: Telephone | None  # none: the first number, which stands with the person

    @property
    def dialled(self) -> str:
        """What a telephone dials of it."""
        return telephones.normalised(self.number)


def numbers(person: Person) -> list[Number]:
    """Every telephone of somebody, the first one first."""
    first = [Number(person.telephone, person.telephone_with, None)] if person.telephone else []
    rows = Telephone.objects.filter(person=person, dropped_at=None).order_by("id")
    return [*first, *(Number(row.number, row.shared_with, row) for row in rows)]


def written_numbers(person: Person) -> str:
    """All of them as one text, for the index of telephones."""
    return "\n".join(each.number for each in numbers(person))


def identities(person: Person) -> list[ChannelIdentity]:
    """What channels call them."""
    return list(ChannelIdentity.objects.filter(person=person, dropped_at=None).order_by("id"))


def identity_digest(channel: str, external_id: str) -> str:
    said = f"channel:{channel}:{identity_normalised(channel, external_id)}"
    return hmac.new(ring.ring().lookup, said.encode(), sha256).hexdigest()[:40]


def behind(channel: str, external_id: str) -> list[Person]:
    """Whom a channel calls so, for the software that receives; several where some are hidden from others.

    A message is tied to nobody by this alone: it is proposed to whoever may see that person.
    """
    rows = ChannelIdentity.objects.filter(
        channel=channel, digest=identity_digest(channel, external_id), dropped_at=None
    )
    ids = rows.order_by("-id").values_list("person_id", flat=True)[:MOST]
    found = Person.objects.in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def with_identity(typed: str) -> Sequence[int]:
    """Ids of the persons with exactly this address; visible or not is asked by whoever shows them."""
    digests = [identity_digest(item.code, typed) for item in identity_channels()]
    rows = ChannelIdentity.objects.filter(digest__in=digests, dropped_at=None).order_by("-person_id")
    return list(dict.fromkeys(rows.values_list("person_id", flat=True)[:MOST]))
