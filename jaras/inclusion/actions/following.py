"""An agreed project is lived: it begins, its steps are done, it is looked at again, it ends."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.inclusion import events as facts
from jaras.inclusion.actions.drafting import require_review, tell
from jaras.inclusion.actions.steps import changed
from jaras.inclusion.models import LifeProject, Step
from jaras.inclusion.rules import PROJECT, InclusionVerb, ProjectState
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

REASON = 2000


@transaction.atomic
def start(*, project: LifeProject, by: Actor, at: datetime) -> LifeProject:
    return _move(project, "start", "", by=by, at=at)


@transaction.atomic
def carry_on(
    *, project: LifeProject, said: str, review_on: date | None, by: Actor, at: datetime
) -> LifeProject:
    """It was looked at together, it stays as it is; `said` keeps what was said."""
    if review_on is None:
        raise Refused(_("Say on which day you look at it again together."), field="review_on")
    require_review(review_on, at=at)
    project.review_on = review_on
    return _move(project, "carry_on", said, "review_on", by=by, at=at)


@transaction.atomic
def achieve(*, project: LifeProject, said: str, by: Actor, at: datetime) -> LifeProject:
    """The person is where they wanted to be; `said` keeps how they tell it."""
    return _move(project, "achieve", said, by=by, at=at)


@transaction.atomic
def leave(*, project: LifeProject, reason: str, by: Actor, at: datetime) -> LifeProject:
    """The person goes another way, or the draft is given up."""
    return _move(project, "leave", reason, by=by, at=at)


def fall_due(*, by: Actor, at: datetime) -> int:
    """Every project whose day of review has come says so; how many did."""
    rows = LifeProject.objects.visible_to(by).to_review(timezone.localtime(at).date())
    found = 0
    for project in rows.exclude(state=ProjectState.REVIEW_DUE).select_related("case").order_by("id"):
        with transaction.atomic():
            _move(project, "fall_due", "", by=by, at=at)
        found += 1
    return found


@transaction.atomic
def finish_step(*, step: Step, done: bool, by: Actor, at: datetime) -> Step:
    """Done, or not done after all; the words that were agreed stay as they are."""
    project = step.goal.project
    access.require(by, InclusionVerb.WRITE, project)
    if not project.is_living:
        raise Refused(_("Only the steps of an agreed project are ticked off."))
    if (step.done_at is not None) == done:
        return step
    step.done_at = at if done else None
    step.save_checked("done_at")
    if done:
        tell(project, "step", words=step.what, by=by, at=at)
    return changed(step, "finish" if done else "take_up", by=by, at=at)


def _move(project: LifeProject, verb: str, said: str, *fields: str, by: Actor, at: datetime) -> LifeProject:
    access.require(by, InclusionVerb.WRITE, project)
    said = text.within(said, limit=REASON, field="reason")
    workflow.move(project, PROJECT, verb, by=by, at=at, reason=said)
    project.changed_at = at
    project.save_checked("state", "changed_at", *fields)
    tell(project, verb, words=said, by=by, at=at)
    events.publish(
        facts.ProjectMoved(project_id=project.pk, case_id=project.case_id, verb=verb, state=project.state),
        by=by,
        at=at,
    )
    return project
