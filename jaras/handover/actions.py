"""Every write of a handover: what is promised, what is left, what is answered line by line."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.cases.models import Case
from jaras.governance.models import Watch
from jaras.governance.queries import member_of
from jaras.governance.rules import GovernanceVerb
from jaras.handover import events as facts
from jaras.handover import queries
from jaras.handover.models import WORDS, HandoverAnswer, HandoverLine, Promise
from jaras.handover.rules import PROMISE, AnswerKind, PromiseState
from jaras.intake.models import Report
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def promise(
    *,
    watch: Watch,
    words: str,
    due_at: datetime | None = None,
    report: Report | None = None,
    case: Case | None = None,
    by: Actor,
    at: datetime,
) -> Promise:
    """Something that will be done, by this watch or by the next."""
    access.require(by, GovernanceVerb.WATCH, watch)
    if watch.ended_at is not None or watch.holder_id != by.member_id:
        raise Refused(_("Whoever holds the watch writes what is promised."))
    for thing in (report, case):
        if thing is not None and not access.can_see(by, thing):
            raise access.NotVisible(f"{type(thing).__name__} {thing.pk}")
    words = text.within(words, limit=WORDS, field="words")
    if not words:
        raise Refused(_("Write what was promised."), field="words")
    if due_at is not None and due_at <= at:
        raise Refused(_("The hour of a promise is still to come."), field="due_at")
    made = Promise.objects.create(
        watch=watch, words=words, due_at=due_at, report=report, case=case, by_id=by.member_id, at=at
    )
    events.publish(facts.PromiseMade(promise_id=made.pk), by=by, at=at)
    return made


@transaction.atomic
def end_promise(*, promise: Promise, verb: str, by: Actor, at: datetime) -> Promise:
    """It was done, or is not needed any more; by whoever on watch did it, once."""
    access.require(by, GovernanceVerb.WATCH, promise)
    target = workflow.target(PROMISE, PromiseState.MADE, verb)
    rows = Promise.objects.filter(pk=promise.pk, state=PromiseState.MADE)
    if not rows.update(state=target, ended_by=by.member_id, ended_at=at):
        raise Refused(_("Somebody has settled this promise already."))
    promise.state = target
    workflow.keep(promise, PROMISE, verb, source=PromiseState.MADE, by=by, at=at)
    events.publish(facts.PromiseMoved(promise_id=promise.pk, verb=verb), by=by, at=at)
    return promise


@transaction.atomic
def lay_out(*, watch: Watch, by: Actor, at: datetime) -> None:
    """A watch ended: what is open is written down once, whoever may see it."""
    access.require(by, GovernanceVerb.WATCH, watch)
    HandoverLine.objects.bulk_create(
        HandoverLine(
            watch=watch,
            kind=each.kind,
            of=each.of,
            row=each.row,
            report_id=each.report_id,
            case_id=each.case_id,
            due_at=each.due_at,
            at=at,
        )
        for each in queries.open_things(watch, by, at=at)
    )
    events.publish(facts.HandoverLaid(watch_id=watch.pk), by=by, at=at)


@transaction.atomic
def acknowledge(*, line: HandoverLine, words: str = "", by: Actor, at: datetime) -> HandoverAnswer:
    """Whoever comes has read this one; once."""
    _require_receiver(line, by, at)
    try:
        with transaction.atomic():
            return _answer(line, AnswerKind.ACKNOWLEDGED, words, by=by, at=at)
    except IntegrityError:  # another hand was quicker
        first = line.answers.select_related("by").get(kind=AnswerKind.ACKNOWLEDGED)
        raise Refused(
            _("%(name)s acknowledged this at %(hour)s.")
            % {"name": first.by.called, "hour": f"{timezone.localtime(first.at):%H:%M}"}
        ) from None


@transaction.atomic
def ask_back(*, line: HandoverLine, words: str = "", by: Actor, at: datetime) -> HandoverAnswer:
    """Whoever comes has not understood this one."""
    _require_receiver(line, by, at)
    return _answer(line, AnswerKind.ASKED, words, by=by, at=at)


@transaction.atomic
def explain(*, line: HandoverLine, words: str, by: Actor, at: datetime) -> HandoverAnswer:
    """Whoever left it, or a colleague who knows, answers what was asked back."""
    access.require(by, GovernanceVerb.WATCH, line)
    if not text.cleaned(words):
        raise Refused(_("Write what the next one must know."), field="words")
    return _answer(line, AnswerKind.SAID, words, by=by, at=at)


def _require_receiver(line: HandoverLine, by: Actor, at: datetime) -> None:
    access.require(by, GovernanceVerb.WATCH, line)
    if not queries.may_answer(queries.handed(line.watch, by, at=at), line, by):
        raise Refused(_("Whoever holds the watch acknowledges this."))


def _answer(line: HandoverLine, kind: AnswerKind, words: str, *, by: Actor, at: datetime) -> HandoverAnswer:
    answer = HandoverAnswer.objects.create(
        line=line,
        kind=kind,
        words=text.within(words, limit=WORDS, field="words"),
        by=member_of(by),
        at=at,
    )
    told = facts.HandoverAnswered(handover_line_id=line.pk, answer_id=answer.pk, kind=kind)
    events.publish(told, by=by, at=at)
    return answer
