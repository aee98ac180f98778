"""Whoever asks for somebody's rights is checked, the request is answered or refused."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy import events as facts
from jaras.privacy import lists
from jaras.privacy.actions.asking import LONGEST_WORDS, known
from jaras.privacy.models import PersonalCopy, RightsRequest
from jaras.privacy.rules import ON_PAGE, RIGHTS_REQUEST, PrivacyVerb


def check_identity(*, asked: RightsRequest, how: str, by: Actor, at: datetime) -> RightsRequest:
    """Who asks is who they say, seen how; the document itself is not kept."""
    known(lists.identity_checks(), how, "identity", of=asked)
    return _move(asked, "check_identity", how=how, by=by, at=at, identity=how)


def answer(
    *, asked: RightsRequest, how: str, note: str, by: Actor, at: datetime, handed: str = ""
) -> RightsRequest:
    """The person has their answer; what was asked on the public page is answered by a safe way alone."""
    known(lists.answers(), how, "answer", of=asked)
    if asked.way == ON_PAGE and not handed:
        raise Refused(_("Say by which safe way the person had the answer."), field="handed")
    if handed:
        known(lists.handings(), handed, "handed", of=asked)
    if how == "copy_given" and not asked.copies.exists():
        raise Refused(_("No copy was made yet."), field="answer")
    note = text.within(note, limit=LONGEST_WORDS, field="note")
    return _move(asked, "answer", how=how, by=by, at=at, answer=how, handed=handed, note=note, ended_at=at)


def refuse(*, asked: RightsRequest, reason: str, by: Actor, at: datetime) -> RightsRequest:
    """A refusal says why: the person may go to the commission."""
    reason = text.within(reason, limit=LONGEST_WORDS, field="reason")
    if not reason:
        raise Refused(_("A refusal says why."), field="reason")
    return _move(asked, "refuse", how="", by=by, at=at, note=reason, ended_at=at)


@transaction.atomic
def note_copy(
    *, asked: RightsRequest, person: Person, rows: int, left_out: int, by: Actor, at: datetime
) -> PersonalCopy:
    """A copy of what is held on this person was made, by somebody who may see them."""
    access.require(by, PrivacyVerb.COPY, asked)
    if not access.can_see(by, person):
        raise access.NotVisible(f"Person {person.pk}")
    if not RightsRequest.objects.awaiting_copy().filter(pk=asked.pk).exists():
        raise Refused(_("This request does not wait for a copy."))
    made = PersonalCopy.objects.create(
        request=asked, person=person, rows=rows, left_out=left_out, made_by_id=by.member_id, made_at=at
    )
    told = facts.PersonalCopyMade(
        rightsrequest_id=asked.pk, person_id=person.pk, rows=rows, left_out=left_out
    )
    events.publish(told, by=by, at=at)
    return made


@transaction.atomic
def _move(
    asked: RightsRequest, verb: str, *, how: str, by: Actor, at: datetime, **said: object
) -> RightsRequest:
    access.require(by, PrivacyVerb.REQUESTS, asked)
    held = RightsRequest.objects.select_for_update().get(pk=asked.pk)
    if not RIGHTS_REQUEST.allows(held.state, verb):
        raise Refused(_("Somebody has moved this request meanwhile."))
    # The reason is kept sealed on the request; the table of changes holds none of it.
    source, held.state = held.state, workflow.target(RIGHTS_REQUEST, held.state, verb, reason="said")
    for name, value in said.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *said])
    workflow.keep(held, RIGHTS_REQUEST, verb, source=source, by=by, at=at)
    told = facts.RightsRequestMoved(rightsrequest_id=held.pk, state=held.state, how=how)
    events.publish(told, by=by, at=at)
    return held
