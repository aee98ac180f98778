"""What is read of sessions: the items of a file, one's own seats, the room of one item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jaras.care import queries as care
from jaras.care.models import Referral
from jaras.cases.models import Case
from jaras.committees.models import ITEM, ItemSeat, Session, SessionItem, Undertaking
from jaras.committees.rules import LIVING, Answer, CommitteesVerb, SessionState, tells
from jaras.governance.models import Ballot, Committee, Mandate, Member, Seat, actor_of
from jaras.governance.queries import ballots
from jaras.governance.queries import committees as governance
from jaras.governance.rules.committees import SeatReason
from jaras.kernel.actor import Actor

WITH = ("session__committee", "session__convened_by")


def item_of(actor: Actor, pk: int) -> SessionItem | None:
    return SessionItem.objects.visible_to(actor).select_related(*WITH, "case").filter(pk=pk).first()


def items_of(case: Case, actor: Actor) -> list[SessionItem]:
    """Every session before which this file came, the last first."""
    rows = SessionItem.objects.visible_to(actor).filter(case=case).select_related(*WITH)
    return list(rows.order_by("-session__starts_at", "-pk"))


def living_items(actor: Actor) -> list[SessionItem]:
    """What is convened or sits now, of the files this actor sees; to whoever convenes."""
    if not actor.can(CommitteesVerb.CONVENE):
        return []
    rows = SessionItem.objects.visible_to(actor).filter(session__state__in=LIVING)
    return list(rows.select_related(*WITH).order_by("session__starts_at", "pk")[:50])


def mine(actor: Actor) -> list[ItemSeat]:
    """Where this member is awaited, or sits."""
    if not actor.can(CommitteesVerb.SIT):
        return []
    rows = ItemSeat.objects.of(actor).select_related("seat", "item__session__committee")
    return list(rows.order_by("item__session__starts_at", "pk"))


def my_seat(item: SessionItem, actor: Actor) -> ItemSeat | None:
    """The seat in which this member sits at this item."""
    if not actor.can(CommitteesVerb.SIT):
        return None
    return ItemSeat.objects.of(actor).select_related("seat", "mandate__member").filter(item=item).first()


def seats_of(item: SessionItem) -> list[ItemSeat]:
    return list(item.seats.select_related("seat__organisation", "mandate__member"))


def undertakings(item: SessionItem) -> list[Undertaking]:
    return list(item.undertakings.select_related("seat", "bell__who"))


def ballots_of(item: SessionItem, actor: Actor) -> list[Ballot]:
    return ballots.ballots_of(ITEM, item.pk, actor)


def who_may_be_asked(seats: Iterable[ItemSeat], *, on: date) -> dict[int, list[Mandate]]:
    """For each seat those who sit in it on this day, the titular first."""
    found: dict[int, list[Mandate]] = {}
    rows = Mandate.objects.on(on).filter(seat__in=[each.seat_id for each in seats]).select_related("member")
    for mandate in rows:
        found.setdefault(mandate.seat_id, []).append(mandate)
    return found


def first_asked(seat: Seat, *, on: date) -> Mandate | None:
    """The titular where there is one, else the alternate."""
    return seat.mandates.on(on).filter(member__is_active=True).order_by("-titular", "pk").first()


def present(item: SessionItem) -> list[ItemSeat]:
    return [each for each in seats_of(item) if each.answer == Answer.PRESENT and each.mandate is not None]


def telling(case: Case, words: str) -> list[str]:
    """Of the names and numbers of those whom the file concerns, those that stand in these words."""
    names: list[str] = []
    numbers: list[str] = []
    for person in case.persons.prefetch_related("telephones"):
        names += [*person.names, person.father_name, person.grandfather_name]
        numbers += [person.telephone, *(each.number for each in person.telephones.all())]
    return tells(words, names=filter(None, names), numbers=filter(None, numbers))


@dataclass(frozen=True)
class Proposal:
    """A committee for a file, why, with the seats it calls for."""

    committee: Committee
    fits: bool  # its compartment is that of the file
    seats: dict[int, list[SeatReason]]


def proposals(case: Case, actor: Actor) -> list[Proposal]:
    """Every committee that may be convened on a file, the one of its compartment first."""
    needs = care.needs_of(case, actor)
    poles = {*case.poles, *(need.pole for need in needs)}
    referred = set(
        Referral.objects.visible_to(actor).filter(case=case).values_list("organisation", flat=True)
    )
    found = [
        Proposal(
            committee,
            bool(case.compartment) and committee.compartment == case.compartment,
            governance.called_for(committee, poles=poles, publics=case.target_groups, referred=referred),
        )
        for committee in possible(case, actor)
    ]
    return sorted(found, key=lambda each: not each.fits)


def possible(case: Case, actor: Actor) -> list[Committee]:
    """A sealed file goes before a committee of its compartment, no other; each within its communes."""
    rows = Committee.objects.visible_to(actor).living()
    if case.compartment:
        rows = rows.filter(compartment=case.compartment)
    return [each for each in rows if reaches(each, case)]


def reaches(committee: Committee, case: Case) -> bool:
    return not committee.communes or case.commune_id in committee.communes


def sitters(actor: Actor) -> list[Member]:
    """Members who may be given a mandate: their roles let them sit."""
    rows = Member.objects.visible_to(actor).active().select_related("organisation")
    return [each for each in rows if actor_of(each).can(CommitteesVerb.SIT)]


def planned(committee: Committee, actor: Actor, *, at: datetime) -> list[Session]:
    """Sessions of a day to come, before which a file may be brought."""
    rows = Session.objects.visible_to(actor).filter(committee=committee, starts_at__gt=at)
    return list(rows.filter(state=SessionState.CONVENED).order_by("starts_at", "pk"))
