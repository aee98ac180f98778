"""Every write about a need: found, answered for, taken in hand, met, given up, open again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.models import Diagnosis, Need, ProposedNeed
from jaras.care.rules import NEED, WAITED_FOR, Answer, CareVerb
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import ENDED, Entry
from jaras.kernel import access, events, idempotency, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.lists import services
from jaras.people.models import Person

WORDS = 500


@transaction.atomic
def add_need(
    *,
    case: Case,
    service: str,
    by: Actor,
    at: datetime,
    person: Person | None = None,
    urgent: bool = False,
    words: str = "",
    key: str = "",
) -> Need:
    """A need that somebody saw without a proposal; the same `key` is kept once."""
    access.require(by, CareVerb.ASSESS, case)
    key = f"{case.pk}:{key}" if key else ""
    if (first := idempotency.earlier("need", key)) is not None:
        return Need.objects.get(pk=first)
    require_followed(case, by)
    if service not in services():
        raise Refused(_("This value is not in the list."), field="service")
    if person is not None:
        require_party(case, person)
    words = text.within(words, limit=WORDS, field="words")
    if waited_for(case, person, service) is not None:
        raise Refused(_("This need is written already, it waits for an answer."), field="service")
    need = find_need(case, service, by=by, at=at, person=person, urgent=urgent, words=words)
    idempotency.remember("need", key, need.pk, at=at)
    return need


@transaction.atomic
def answer_proposal(*, proposal: ProposedNeed, wanted: bool, by: Actor, at: datetime) -> Need | None:
    """Right, then it is a need; not right, then only the answer is kept. Each is answered once."""
    diagnosis = proposal.diagnosis
    access.require(by, CareVerb.ASSESS, diagnosis)
    require_followed(diagnosis.case, by)
    answer = Answer.YES if wanted else Answer.NO
    unanswered = ProposedNeed.objects.filter(pk=proposal.pk, answer="")
    if not unanswered.update(answer=answer, answered_by_id=by.member_id, answered_at=at):
        raise Refused(_("Somebody answered this proposal already."))
    need = need_of(diagnosis, proposal, by=by, at=at) if wanted else None
    if need is not None:
        ProposedNeed.objects.filter(pk=proposal.pk).update(need=need)
    events.publish(
        facts.NeedProposalAnswered(
            diagnosis_id=diagnosis.pk,
            service=proposal.service,
            answer=answer,
            need_id=need.pk if need else None,
        ),
        by=by,
        at=at,
    )
    return need


@transaction.atomic
def take_in_hand(*, need: Need, by: Actor, at: datetime) -> Need:
    """Somebody takes care of it: a partner accepted, a colleague began."""
    return _move(need, "take_in_hand", by=by, at=at)


@transaction.atomic
def meet(
    *, need: Need, by: Actor, at: datetime, reason: str = "", told: str | None = None, **more: str
) -> Need:
    """It has its answer; the line in the case says why as `reopen` does."""
    return _move(need, "meet", by=by, at=at, reason=reason, told=told, **more)


@transaction.atomic
def give_up(*, need: Need, reason: str, by: Actor, at: datetime) -> Need:
    return _move(need, "give_up", by=by, at=at, reason=reason)


@transaction.atomic
def reopen(*, need: Need, reason: str, by: Actor, at: datetime, told: str | None = None, **more: str) -> Need:
    """It is open again: nobody could, or it came back.

    The line in the case says the reason, unless `told` says it better beside a code in `more`.
    """
    return _move(need, "reopen", by=by, at=at, reason=reason, told=told, **more)


def _move(
    need: Need,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    told: str | None = None,
    **more: str,
) -> Need:
    access.require(by, CareVerb.ASSESS, need)
    require_followed(need.case, by)
    reason = text.within(reason, limit=WORDS, field="reason")
    workflow.move(need, NEED, verb, by=by, at=at, reason=reason)
    need.save_checked("state")
    data = {"need": need.pk, "service": need.service, "verb": verb}
    words = reason if told is None else told
    cases.tell(need.case, Entry.NEED, by=by, at=at, words=words, data=data | more)
    events.publish(
        facts.NeedMoved(need_id=need.pk, case_id=need.case_id, verb=verb, state=need.state), by=by, at=at
    )
    return need


# --- inside the transaction of the action that calls --------------------------------------------


def need_of(diagnosis: Diagnosis, proposal: ProposedNeed, *, by: Actor, at: datetime) -> Need:
    """The need behind a confirmed proposal: the one that waits already, else a new one."""
    known = waited_for(diagnosis.case, diagnosis.person, proposal.service)
    return known or find_need(
        diagnosis.case,
        proposal.service,
        by=by,
        at=at,
        person=diagnosis.person,
        urgent=proposal.urgent,
        diagnosis=diagnosis,
        domain=proposal.reasons[0]["domain"],
    )


def find_need(
    case: Case,
    service: str,
    *,
    by: Actor,
    at: datetime,
    person: Person | None,
    urgent: bool,
    words: str = "",
    diagnosis: Diagnosis | None = None,
    domain: str = "",
) -> Need:
    need = Need.objects.create(
        case=case,
        person=person,
        diagnosis=diagnosis,
        domain=domain,
        service=service,
        pole=services()[service]["pole"],
        urgent=urgent,
        words=words,
        by_id=by.member_id,
        at=at,
    )
    data = {"need": need.pk, "service": service, "verb": "find"}
    cases.tell(case, Entry.NEED, by=by, at=at, words=words, data=data)
    events.publish(
        facts.NeedFound(
            need_id=need.pk,
            case_id=case.pk,
            service=service,
            pole=need.pole,
            diagnosis=diagnosis.pk if diagnosis else None,
        ),
        by=by,
        at=at,
    )
    return need


def waited_for(case: Case, person: Person | None, service: str) -> Need | None:
    """The same need of the same person that is not settled yet."""
    return Need.objects.filter(case=case, person=person, service=service, state__in=WAITED_FOR).first()


def require_followed(case: Case, by: Actor) -> None:
    """What ended is opened again first; the software itself may still end what it began."""
    if case.state in ENDED and by.member_id is not None:
        raise Refused(_("This case is not followed any more: open it again first."))


def require_party(case: Case, person: Person) -> None:
    if not case.parties.filter(person=person).exists():
        raise Refused(_("This person is not in the case."), field="person")
