"""The goals of a draft, in the person's words, in their order."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.inclusion import events as facts
from jaras.inclusion.actions.drafting import hold_draft
from jaras.inclusion.lists import domains
from jaras.inclusion.models import Goal, LifeProject
from jaras.kernel import events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

WORDS, MOST = 500, 12


@transaction.atomic
def add_goal(
    *, project: LifeProject, words: str, by: Actor, at: datetime, domain: str = "", key: str = ""
) -> Goal:
    """One more goal, after the others; the same `key` adds it once."""
    hold_draft(project, by=by, at=at)
    if known := idempotency.earlier("goal", key):
        return Goal.objects.get(pk=known)
    goals = Goal.objects.filter(project=project, removed_at=None)
    if goals.count() >= MOST:
        raise Refused(_("Twelve goals are many for one life: keep those that matter most now."))
    last = goals.last()
    goal = Goal.objects.create(
        project=project,
        position=last.position + 1 if last else 1,
        words=_said(words),
        domain=_domain(domain),
    )
    idempotency.remember("goal", key, goal.pk, at=at)
    return _changed(goal, "add", by=by, at=at)


@transaction.atomic
def amend_goal(*, goal: Goal, words: str, domain: str, by: Actor, at: datetime) -> Goal:
    hold_draft(goal.project, by=by, at=at)
    goal.words, goal.domain = _said(words), _domain(domain)
    goal.save_checked("words", "domain")
    return _changed(goal, "amend", by=by, at=at)


@transaction.atomic
def move_goal(*, goal: Goal, earlier: bool, by: Actor, at: datetime) -> Goal:
    """One place earlier or later; the first stays first, the last stays last."""
    hold_draft(goal.project, by=by, at=at)
    order = list(Goal.objects.filter(project=goal.project, removed_at=None))
    here = next((place for place, each in enumerate(order) if each.pk == goal.pk), None)
    if here is None:
        raise Refused(_("This goal was taken out of the draft meanwhile."))
    there = max(0, here - 1) if earlier else min(len(order) - 1, here + 1)
    order.insert(there, order.pop(here))
    for position, each in enumerate(order, start=1):
        if each.position != position:
            each.position = position
            each.save_checked("position")
    return _changed(goal, "move", by=by, at=at)


@transaction.atomic
def remove_goal(*, goal: Goal, by: Actor, at: datetime) -> Goal:
    """Taken out of the draft, not lost: it can be put back until the draft is agreed."""
    hold_draft(goal.project, by=by, at=at)
    goal.removed_at = at
    goal.save_checked("removed_at")
    return _changed(goal, "remove", by=by, at=at)


@transaction.atomic
def put_back_goal(*, goal: Goal, by: Actor, at: datetime) -> Goal:
    hold_draft(goal.project, by=by, at=at)
    goal.removed_at = None
    goal.save_checked("removed_at")
    return _changed(goal, "put_back", by=by, at=at)


def _said(words: str) -> str:
    said = text.within(words, limit=WORDS, field="words")
    if not said:
        raise Refused(_("Write the goal in the person's words."), field="words")
    return said


def _domain(domain: str) -> str:
    if domain and domain not in domains():
        raise Refused(_("This value is not in the list."), field="domain")
    return domain


def _changed(goal: Goal, verb: str, *, by: Actor, at: datetime) -> Goal:
    events.publish(facts.GoalChanged(goal_id=goal.pk, project_id=goal.project_id, verb=verb), by=by, at=at)
    return goal
