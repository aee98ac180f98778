"""The end of a case: asked by one, approved by another, taken back when the person returns."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.actions.moving import REASON, step
from jaras.cases.actions.timeline import tell
from jaras.cases.lists import case_outcomes
from jaras.cases.models import Case, Closure
from jaras.cases.rules import ENDED, CaseState, CasesVerb, Entry, may_close, may_follow_up
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

# What later packages know of a case that forbids its end: sentences, in the reader's language.
Obstacle = Callable[[Case], Iterable[str]]
_obstacles: list[Obstacle] = []


def obstacle(source: Obstacle) -> None:
    """Let a later package say what must be ended first."""
    if source not in _obstacles:
        _obstacles.append(source)


def obstacles(case: Case) -> list[str]:
    return [sentence for source in _obstacles for sentence in source(case)]


@transaction.atomic
def request_closure(
    *,
    case: Case,
    outcome: str,
    summary: str,
    by: Actor,
    at: datetime,
    follow_up_on: date | None = None,
) -> Closure:
    """Say what became of the person, when news will be taken; another person approves."""
    access.require(by, CasesVerb.WRITE, case)
    _require_not_ended(case)
    if case.state == CaseState.CLOSURE_REQUESTED:
        raise Refused(_("The closure is asked for already: somebody else answers."))
    if outcome not in case_outcomes():
        raise Refused(_("Say what became of the person."), field="outcome")
    summary = text.within(summary, limit=REASON, field="summary")
    if not summary:
        raise Refused(_("Say in a few words how it ended."), field="summary")
    _require_day(follow_up_on, at)
    _require_free(case)
    told = {"outcome": outcome, "follow_up": follow_up_on.isoformat() if follow_up_on else None}
    _step(case, "request_closure", by=by, at=at, reason=summary, told=told)
    closure = Closure.objects.create(
        case=case,
        outcome=outcome,
        summary=summary,
        follow_up_on=follow_up_on,
        asked_by_id=by.member_id,
        asked_at=at,
    )
    events.publish(facts.ClosureAsked(case_id=case.pk, closure_id=closure.pk, outcome=outcome), by=by, at=at)
    return closure


@transaction.atomic
def approve_closure(*, case: Case, by: Actor, at: datetime) -> Case:
    """Close what somebody else asked to close; nobody approves their own."""
    access.require(by, CasesVerb.WRITE, case)
    _require_not_ended(case)
    if case.state == CaseState.CLOSURE_REQUESTED:
        if not may_close(requested_by=case.closure_requested_by_id, closing=by.member_id):
            raise Refused(_("Another person approves the closure: not the one who asked for it."))
        _require_free(case)
    _step(case, "close", by=by, at=at)
    _answer(case, approved=True, by=by, at=at)
    return case


@transaction.atomic
def refuse_closure(*, case: Case, reason: str, by: Actor, at: datetime) -> Case:
    """Carry on instead, saying what still has to be done."""
    access.require(by, CasesVerb.WRITE, case)
    _require_not_ended(case)
    _step(case, "refuse_closure", by=by, at=at, reason=reason)
    _answer(case, approved=False, answer=reason, by=by, at=at)
    return case


@transaction.atomic
def reopen(*, case: Case, reason: str, by: Actor, at: datetime) -> Case:
    """The person is back, or the end was not one; how it ended stays written."""
    access.require(by, CasesVerb.WRITE, case)
    if case.state not in ENDED and Closure.objects.filter(case=case, reopened_at__isnull=False).exists():
        raise Refused(_("This case is open again already."))
    _step(case, "reopen", by=by, at=at, reason=reason)
    Closure.objects.filter(case=case, approved=True, reopened_at=None).update(reopened_at=at)
    return case


@transaction.atomic
def take_news(
    *, closure: Closure, words: str, by: Actor, at: datetime, again_on: date | None = None
) -> Closure:
    """Write how the person is since the end; `again_on`: when news are taken once more."""
    access.require(by, CasesVerb.WRITE, closure.case)
    words = text.within(words, limit=REASON, field="words")
    if not words:
        raise Refused(_("Write the news first."), field="words")
    _require_day(again_on, at, field="again_on")
    waiting = Closure.objects.followed_up().filter(pk=closure.pk, follow_up_on=closure.follow_up_on)
    if again_on == closure.follow_up_on:
        raise Refused(_("Choose a later day."), field="again_on")
    taken = waiting.update(**({"follow_up_on": again_on} if again_on else {"news_at": at}))
    if not taken:
        raise Refused(_("These news were taken already, or the case is open again."))
    again = {"again": again_on.isoformat()} if again_on else {}
    tell(closure.case, Entry.STATE, by=by, at=at, words=words, data={"verb": "news", **again})
    events.publish(
        facts.NewsTaken(case_id=closure.case_id, closure_id=closure.pk, again=bool(again_on)), by=by, at=at
    )
    closure.refresh_from_db()
    return closure


def _step(case: Case, verb: str, **how: Any) -> None:
    """One move; of two who end a case at once, the second reads who was first."""
    try:
        step(case, verb, **how)
    except Conflict as conflict:
        now: Any = conflict.current
        _require_not_ended(now)
        raise


def _require_not_ended(case: Case) -> None:
    if case.state not in ENDED:
        return
    last = Closure.objects.filter(case=case, approved=True).select_related("answered_by").first()
    if case.state == CaseState.CLOSED and last is not None and last.answered_by is not None:
        name = last.answered_by.called
        raise Refused(_("%(name)s has closed this case already.") % {"name": name})
    raise Refused(_("This case has ended already."))


def _require_free(case: Case) -> None:
    found = obstacles(case)
    if found:
        raise Refused(" ".join(found))


def _require_day(on: date | None, at: datetime, *, field: str = "follow_up_on") -> None:
    if on is not None and not may_follow_up(on, today=timezone.localtime(at).date()):
        raise Refused(_("News are taken from today on, within two years."), field=field)


def _answer(case: Case, *, approved: bool, by: Actor, at: datetime, answer: str = "") -> None:
    """Write the answer beside what was asked; a case of before this table has nothing to answer."""
    closure = Closure.objects.filter(case=case, answered_at=None).first()
    if closure is None:
        return
    closure.approved, closure.answer = approved, text.cleaned(answer)
    closure.answered_by_id, closure.answered_at = by.member_id, at
    closure.save(update_fields=["approved", "answer", "answered_by_id", "answered_at"])
    events.publish(
        facts.ClosureAnswered(
            case_id=case.pk, closure_id=closure.pk, outcome=closure.outcome, approved=approved
        ),
        by=by,
        at=at,
    )
