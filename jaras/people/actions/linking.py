"""Two records may be one person: asked, answered, taken back; nothing merges by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text, ties, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.events import LinkDecided, LinkProposed
from jaras.people.lists import likeness_reasons
from jaras.people.models import Link, Person
from jaras.people.rules import PeopleVerb
from jaras.people.rules.linking import LINK, OPEN, Reason, Source, kept, value

REASON = 300


@dataclass(frozen=True)
class Likeness:
    """Two records that may be one person: a probability from 0 to 1, the reasons as codes with weights."""

    one_id: int
    two_id: int
    probability: float
    reasons: Sequence[Reason] = ()

    @property
    def pair(self) -> tuple[int, int]:
        """The older record first."""
        return (min(self.one_id, self.two_id), max(self.one_id, self.two_id))


@transaction.atomic
def propose_link(
    *,
    one: Person,
    two: Person,
    by: Actor,
    at: datetime,
    probability: float = 1.0,
    reasons: Sequence[Reason] = (),
    source: str = Source.MEMBER,
) -> Link:
    """Keep the question open; what was answered before stays answered."""
    if one.pk == two.pk:
        raise Refused(_("This is the same record."), field="person")
    for person in (one, two):
        if not by.is_software:
            access.require(by, PeopleVerb.AMEND, person)
            access.require_lasting(by, person)
    likeness = Likeness(one.pk, two.pk, probability, reasons)
    propose_links(likenesses=[likeness], source=source, by=by, at=at)
    return Link.objects.between(one, two).get()


@transaction.atomic
def propose_links(*, likenesses: Iterable[Likeness], source: str, by: Actor, at: datetime) -> int:
    """Many questions in a few queries; how many are new.

    Open ones are told anew, refused and confirmed ones are left alone. Whoever calls has asked whether
    `by` sees both persons of each: the software of the night sees them all.
    """
    asked = {each.pair: each for each in likenesses}
    ids = {pk for pair in asked for pk in pair}
    there = set(Person.objects.filter(pk__in=ids, forgotten_at=None).values_list("pk", flat=True))
    asked = {pair: each for pair, each in asked.items() if there.issuperset(pair)}
    things = ties.counted(Person, there, but=("people.link",))
    codes = likeness_reasons().codes()
    known = {(link.one_id, link.two_id): link for link in Link.objects.filter(one__in=there, two__in=there)}
    fresh, again = [], []
    for pair, each in asked.items():
        said = {
            "probability": min(max(each.probability, 0.0), 1.0),
            "reasons": kept(each.reasons, codes),
            "value": value(each.probability, sum(things[pk] for pk in pair)),
        }
        if link := known.get(pair):
            if link.state in OPEN and source != Source.MEMBER:
                for name, what in said.items():
                    setattr(link, name, what)
                again.append(link)
            continue
        fresh.append(
            Link(
                one_id=pair[0],
                two_id=pair[1],
                source=Source(source),
                proposed_by_id=by.member_id,
                proposed_at=at,
                **said,
            )
        )
    Link.objects.bulk_create(fresh, ignore_conflicts=True)  # the night and a member may ask at once
    Link.objects.bulk_update(again, ["probability", "reasons", "value"])
    pairs = {(link.one_id, link.two_id) for link in fresh}
    rows = Link.objects.filter(one__in=[one for one, _two in pairs], proposed_at=at)
    made = [link for link in rows.order_by("pk") if (link.one_id, link.two_id) in pairs]
    events.publish_many(
        [LinkProposed(link_id=link.pk, one_id=link.one_id, two_id=link.two_id, how=source) for link in made],
        by=by,
        at=at,
    )
    return len(made)


@transaction.atomic
def confirm_link(*, link: Link, by: Actor, at: datetime) -> Link:
    """Two records, one person: both stay, each says so to whoever sees the other."""
    return _decide(link, "confirm", by=by, at=at)


@transaction.atomic
def refuse_link(*, link: Link, by: Actor, at: datetime) -> Link:
    """Two persons; nothing proposes them again."""
    return _decide(link, "refuse", by=by, at=at)


@transaction.atomic
def leave_unsure(*, link: Link, by: Actor, at: datetime) -> Link:
    """Nobody can tell yet: the question stays, and is shown later."""
    return _decide(link, "leave", by=by, at=at)


@transaction.atomic
def unlink(*, link: Link, reason: str, by: Actor, at: datetime) -> Link:
    """They are two persons after all; `reason` says what showed it."""
    reason = text.within(reason, limit=REASON, field="reason")
    if not reason:
        raise Refused(_("Say what shows that they are two persons."), field="reason")
    return _decide(link, "unlink", reason=reason, by=by, at=at)


def _decide(link: Link, verb: str, *, by: Actor, at: datetime, reason: str = "") -> Link:
    access.require(by, PeopleVerb.AMEND, link)
    access.require_lasting(by, link)
    row = Link.objects.select_for_update().get(pk=link.pk)
    if not LINK.allows(row.state, verb):
        raise Refused(_("Somebody has answered this already: look again."))
    workflow.move(row, LINK, verb, by=by, at=at, reason=reason)
    row.decided_by_id, row.decided_at = by.member_id, at
    row.save(update_fields=["state", "decided_by_id", "decided_at"])
    events.publish(
        LinkDecided(link_id=row.pk, one_id=row.one_id, two_id=row.two_id, state=row.state, verb=verb),
        by=by,
        at=at,
    )
    return row
