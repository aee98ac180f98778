"""The composition of committees: seats, who sits in them, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance.models import Committee, Mandate, Member, Seat
from jaras.governance.models.committees import FUNCTION, NAME
from jaras.governance.roles import committee_kinds, compartments
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.committees import Term
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation


@dataclass(frozen=True, kw_only=True)
class SeatSaid:
    """What is said of a seat."""

    institution_fr: str
    institution_ar: str = ""
    organisation: Organisation | None = None
    chair: bool = False
    secretariat: bool = False
    poles: Sequence[str] = ()
    publics: Sequence[str] = ()


@transaction.atomic
def found_committee(
    *,
    kind: str,
    name_fr: str,
    name_ar: str = "",
    compartment: str = "",
    communes: Sequence[str] = (),
    quorum: int = 1,
    seats: Sequence[SeatSaid] = (),
    by: Actor,
    at: datetime,
) -> Committee:
    """A committee with its seats, as its house composes it."""
    access.require(by, GovernanceVerb.COMMITTEES)
    if kind not in committee_kinds():
        raise Refused(_("Choose which committee this is."), field="kind")
    if compartment and compartment not in compartments():
        raise Refused(_("Choose a compartment of the list."), field="compartment")
    if not 1 <= quorum <= max(1, len(seats)):
        raise Refused(_("The quorum is at least one, at most the number of seats."), field="quorum")
    french, arabic = _names(name_fr, name_ar, field="name_fr")
    committee = Committee.objects.create(
        kind=kind,
        name_fr=french,
        name_ar=arabic,
        compartment=compartment,
        communes=list(communes),
        quorum=quorum,
        since=timezone.localtime(at).date(),
    )
    events.publish(facts.CommitteeFounded(committee_id=committee.pk, kind=kind), by=by, at=at)
    for said in seats:
        _seat(committee, said, by=by, at=at)
    return committee


@transaction.atomic
def amend_committee(
    *, committee: Committee, name_fr: str, name_ar: str, quorum: int, by: Actor, at: datetime
) -> Committee:
    access.require(by, GovernanceVerb.COMMITTEES, committee)
    if not 1 <= quorum <= max(1, committee.seats.filter(ended_on=None).count()):
        raise Refused(_("The quorum is at least one, at most the number of seats."), field="quorum")
    french, arabic = _names(name_fr, name_ar, field="name_fr")
    changed = _changed(committee, name_fr=french, name_ar=arabic, quorum=quorum)
    if changed:
        committee.save_checked(*changed)
        events.publish(facts.CommitteeAmended(committee_id=committee.pk, fields=changed), by=by, at=at)
    return committee


@transaction.atomic
def add_seat(*, committee: Committee, said: SeatSaid, by: Actor, at: datetime) -> Seat:
    access.require(by, GovernanceVerb.COMMITTEES, committee)
    return _seat(committee, said, by=by, at=at)


@transaction.atomic
def amend_seat(*, seat: Seat, said: SeatSaid, by: Actor, at: datetime) -> Seat:
    access.require(by, GovernanceVerb.COMMITTEES, seat)
    _one_chair(seat.committee, said, but=seat.pk)
    changed = _changed(seat, **_columns(said))
    if changed:
        seat.save_checked(*changed)
        told = facts.SeatAmended(committee_id=seat.committee_id, seat_id=seat.pk, fields=changed)
        events.publish(told, by=by, at=at)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, by: Actor, at: datetime) -> Seat:
    """The institution sits no more: neither do those who sat for it, from today on."""
    access.require(by, GovernanceVerb.COMMITTEES, seat)
    if seat.ended_on is not None:
        raise Refused(_("This seat has ended already."))
    today = timezone.localtime(at).date()
    seat.ended_on = today
    seat.save_checked("ended_on")
    for mandate in seat.mandates.on(today):
        _end(mandate, today, by=by, at=at)
    events.publish(facts.SeatEnded(committee_id=seat.committee_id, seat_id=seat.pk), by=by, at=at)
    return seat


@transaction.atomic
def give_mandate(
    *,
    seat: Seat,
    member: Member,
    function: str = "",
    titular: bool = True,
    since: date,
    until: date | None = None,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Somebody sits there from a day on; in the first place one at a time, nobody twice in one seat."""
    access.require(by, GovernanceVerb.COMMITTEES, seat)
    seat = Seat.objects.select_for_update().get(pk=seat.pk)  # two at once wait for each other
    if seat.ended_on is not None:
        raise Refused(_("This seat has ended already."))
    if not member.is_active:
        raise Refused(_("%(name)s is not a member any more.") % {"name": member.called}, field="member")
    if until is not None and until < since:
        raise Refused(_("The last day follows the first."), field="until")
    term = Term(since, until)
    for other in seat.mandates.select_related("member"):
        if not term.meets(other.term):
            continue
        if other.member_id == member.pk:
            raise Refused(_("They sit there in these days already."), field="member")
        if titular and other.titular:
            raise Refused(
                _("%(name)s sits there in these days: end that mandate first, or choose an alternate.")
                % {"name": other.member.called},
                field="since",
            )
    mandate = Mandate.objects.create(
        seat=seat,
        member=member,
        function=text.within(function, limit=FUNCTION, field="function"),
        titular=titular,
        since=since,
        until=until,
    )
    told = facts.MandateGiven(
        committee_id=seat.committee_id, seat_id=seat.pk, mandate_id=mandate.pk, member_id=member.pk
    )
    events.publish(told, by=by, at=at)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, by: Actor, at: datetime) -> Mandate:
    """The last day on which they sit; what lies behind does not change."""
    access.require(by, GovernanceVerb.COMMITTEES, mandate)
    today = timezone.localtime(at).date()
    if mandate.until is not None and mandate.until < today:
        raise Refused(_("This mandate has ended already."))
    if on < mandate.since:
        raise Refused(_("The last day follows the first."), field="until")
    return _end(mandate, on, by=by, at=at)


def _end(mandate: Mandate, on: date, *, by: Actor, at: datetime) -> Mandate:
    mandate.until = max(on, mandate.since)
    mandate.save_checked("until")
    seat = mandate.seat
    told = facts.MandateEnded(committee_id=seat.committee_id, seat_id=seat.pk, mandate_id=mandate.pk)
    events.publish(told, by=by, at=at)
    return mandate


def _seat(committee: Committee, said: SeatSaid, *, by: Actor, at: datetime) -> Seat:
    _one_chair(committee, said)
    position = committee.seats.count() + 1
    seat = Seat.objects.create(committee=committee, position=position, **_columns(said))
    events.publish(facts.SeatAdded(committee_id=committee.pk, seat_id=seat.pk), by=by, at=at)
    return seat


def _columns(said: SeatSaid) -> dict[str, Any]:
    french, arabic = _names(said.institution_fr, said.institution_ar, field="institution_fr")
    return {
        "institution_fr": french,
        "institution_ar": arabic,
        "organisation": said.organisation,
        "chair": said.chair,
        "secretariat": said.secretariat,
        "poles": list(said.poles),
        "publics": list(said.publics),
    }


def _one_chair(committee: Committee, said: SeatSaid, *, but: int | None = None) -> None:
    if said.chair and committee.seats.filter(chair=True, ended_on=None).exclude(pk=but or 0).exists():
        raise Refused(_("Another institution has the chair: take it from that one first."), field="chair")


def _names(french: str, arabic: str, *, field: str) -> tuple[str, str]:
    """In both scripts; where one is not written, the other stands for it."""
    written = text.within(french, limit=NAME, field=field), text.within(arabic, limit=NAME, field=field)
    if not any(written):
        raise Refused(_("Write its name."), field=field)
    return written[0] or written[1], written[1] or written[0]


def _changed(row: Versioned, **values: Any) -> tuple[str, ...]:
    """Put these values in the row; which of them are new."""
    changed = tuple(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed
