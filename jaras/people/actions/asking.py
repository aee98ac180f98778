"""Somebody asks whether a person is known elsewhere; those who may see more look, link the records."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people import events as facts
from jaras.people.actions.linking import confirm_link, propose_link
from jaras.people.models import Inquiry, InquiryLook, Link, Person
from jaras.people.queries.asking import asked_by, meant
from jaras.people.rules import PeopleVerb
from jaras.people.rules.asking import INQUIRY, KEPT, InquiryState
from jaras.people.rules.linking import LinkState


@transaction.atomic
def ask_elsewhere(*, person: Person, by: Actor, at: datetime) -> Inquiry:
    """Nobody is looked for now: the question waits for whoever may see more. Twice is once."""
    access.require(by, PeopleVerb.ASK, person)
    if (earlier := asked_by(by, person, at=at)) is not None:
        return earlier
    made = Inquiry.objects.create(person=person, asked_by_id=by.member_id, asked_at=at)
    events.publish(facts.InquiryAsked(inquiry_id=made.pk, person_id=person.pk), by=by, at=at)
    return made


@transaction.atomic
def answer_elsewhere(*, inquiry: Inquiry, other: Person, by: Actor, at: datetime) -> Link:
    """It is one person: the records are linked for whoever sees both; whoever asked is told nothing."""
    row = _held(inquiry, by)
    found = next((each for each in meant(row.person, by) if each.person.pk == other.pk), None)
    link = propose_link(
        one=row.person,
        two=other,
        probability=found.probability if found else 1.0,
        reasons=found.reasons if found else (),
        by=by,
        at=at,
    )
    if link.state != LinkState.CONFIRMED:
        link = confirm_link(link=link, by=by, at=at)
    _look(row, link, by=by, at=at)
    return link


@transaction.atomic
def find_nobody(*, inquiry: Inquiry, by: Actor, at: datetime) -> None:
    """Among those this member may see there is none: the question goes on waiting for the others."""
    _look(_held(inquiry, by), None, by=by, at=at)


@transaction.atomic
def close_inquiries(*, by: Actor, at: datetime) -> int:
    """What was asked a month ago is asked of nobody any more, answered or not; how many."""
    if not by.is_software:
        raise access.Forbidden("Closed by the clock alone.")
    rows = Inquiry.objects.select_for_update().filter(state=InquiryState.ASKED, asked_at__lt=at - KEPT)
    old = list(rows.order_by("pk"))
    for row in old:
        workflow.move(row, INQUIRY, "close", by=by, at=at)
        row.save(update_fields=["state"])
    told = [facts.InquiryClosed(inquiry_id=row.pk, person_id=row.person_id) for row in old]
    events.publish_many(told, by=by, at=at)
    return len(old)


def _held(inquiry: Inquiry, by: Actor) -> Inquiry:
    access.require(by, PeopleVerb.ANSWER, inquiry)
    row = Inquiry.objects.select_for_update(of=("self",)).select_related("person").get(pk=inquiry.pk)
    if not Inquiry.objects.waiting_for(by).filter(pk=row.pk).exists():
        raise Refused(_("This question does not wait for you any more: look again."))
    return row


def _look(row: Inquiry, link: Link | None, *, by: Actor, at: datetime) -> None:
    InquiryLook.objects.create(inquiry=row, link=link, by_id=by.member_id or 0, at=at)
    told = facts.InquiryAnswered(
        inquiry_id=row.pk, person_id=row.person_id, link_id=link.pk if link is not None else None
    )
    events.publish(told, by=by, at=at)
