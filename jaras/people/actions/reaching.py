"""By what somebody is reached: written down, taken away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, telephones, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people import events as facts
from jaras.people.lists import identity_channels
from jaras.people.models import ChannelIdentity, Person, Telephone
from jaras.people.queries import identity_digest, numbers, written_numbers
from jaras.people.rules import EMAIL, PeopleVerb, identity_normalised

MOST = 12


@transaction.atomic
def add_telephone(
    *, person: Person, number: str, shared_with: str = "", by: Actor, at: datetime
) -> Telephone:
    """One more number; `shared_with` says whose it is too."""
    access.require(by, PeopleVerb.AMEND, person)
    number = text.within(number, limit=40, field="number")
    shared_with = text.within(shared_with, limit=120, field="shared_with")
    known = {telephones.normalised(each.number) for each in numbers(person)}
    if not telephones.numbers(number):
        raise Refused(_("Write at least six digits."), field="number")
    if telephones.normalised(number) in known:
        raise Refused(_("This number is written down already."), field="number")
    if len(known) >= MOST:
        raise Refused(_("Twelve numbers are enough: take one away first."), field="number")
    made = Telephone.objects.create(
        person=person, number=number, shared_with=shared_with, written_at=at, written_by_id=by.member_id
    )
    _found_by_all(person)
    told = facts.TelephoneAdded(person_id=person.pk, telephone_id=made.pk, shared=bool(shared_with))
    events.publish(told, by=by, at=at)
    return made


@transaction.atomic
def drop_telephone(*, telephone: Telephone, by: Actor, at: datetime) -> None:
    """It is theirs no more; nobody finds them by it."""
    access.require(by, PeopleVerb.AMEND, telephone.person)
    row = Telephone.objects.select_for_update().get(pk=telephone.pk)
    if row.dropped_at is not None:
        return
    row.number, row.shared_with, row.dropped_at = "", "", at
    row.save()
    _found_by_all(row.person)
    events.publish(facts.TelephoneDropped(person_id=row.person_id, telephone_id=row.pk), by=by, at=at)


def _found_by_all(person: Person) -> None:
    """By those of the records merged into theirs too."""
    records = [person, *Person.objects.filter(merged_into=person).order_by("pk")]
    telephones.index("person", person.pk, " / ".join(filter(None, map(written_numbers, records))))


@transaction.atomic
def attach_identity(
    *, person: Person, channel: str, external_id: str, by: Actor, at: datetime
) -> ChannelIdentity:
    """A channel calls this person so; one that is attached to somebody whom the writer sees stays theirs."""
    access.require(by, PeopleVerb.AMEND, person)
    if channel not in identity_channels():
        raise Refused(_("This value is not in the list."), field="channel")
    external_id = identity_normalised(channel, text.within(external_id, limit=200, field="external_id"))
    if not external_id:
        raise Refused(_("Write the address or the id."), field="external_id")
    if channel == EMAIL:
        text.require_email(external_id, field="external_id")
    digest = identity_digest(channel, external_id)
    rows = ChannelIdentity.objects.filter(channel=channel, digest=digest, dropped_at=None)
    if (own := rows.filter(person=person).first()) is not None:
        return own
    if (other := rows.visible_to(by).select_related("person").first()) is not None:
        raise Refused(
            _("This is already %(name)s: take it away there first.") % {"name": other.person.name},
            field="external_id",
        )
    made = ChannelIdentity.objects.create(
        person=person,
        channel=channel,
        external_id=external_id,
        digest=digest,
        written_at=at,
        written_by_id=by.member_id,
    )
    told = facts.IdentityAttached(person_id=person.pk, identity_id=made.pk, channel=channel)
    events.publish(told, by=by, at=at)
    return made


@transaction.atomic
def detach_identity(*, identity: ChannelIdentity, by: Actor, at: datetime) -> None:
    """The channel calls somebody else so, or nobody any more."""
    access.require(by, PeopleVerb.AMEND, identity.person)
    row = ChannelIdentity.objects.select_for_update().get(pk=identity.pk)
    if row.dropped_at is not None:
        return
    row.external_id, row.digest, row.dropped_at = "", "", at
    row.save()
    told = facts.IdentityDetached(person_id=row.person_id, identity_id=row.pk, channel=row.channel)
    events.publish(told, by=by, at=at)
