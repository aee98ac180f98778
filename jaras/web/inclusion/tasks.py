"""What waits in life projects for a member: steps they took, reviews that were promised."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.inclusion import queries
from jaras.inclusion.models import LifeProject, Step
from jaras.inclusion.rules import Doer
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer, end_of


def waiting(viewer: Viewer) -> Iterator[Task]:
    actor, until = viewer.actor, viewer.last_day
    yield from (_step(step) for step in queries.steps_due(actor, until))
    yield from (_review(each) for each in queries.reviews_due(actor, until, viewer.on_watch))


def _step(step: Step) -> Task:
    project, until = step.goal.project, step.by_on
    promise = _("You promised it") if step.doer == Doer.MEMBER else _("The referent promised it: you")
    return Task(
        kind="step",
        what=step.what,
        why=f"{promise} · {_for(until)}",
        href=_page(project),
        since=project.changed_at,
        due=end_of(until) if until else None,
        who=project.person.name,
        case_id=project.case_id,
    )


def _review(project: LifeProject) -> Task:
    return Task(
        kind="review",
        what=_("Look at the life project again, together"),
        why=_("You agreed on it with the person") + f" · {_for(project.review_on)}",
        href=_page(project),
        since=project.changed_at,
        due=end_of(project.review_on) if project.review_on else None,
        who=project.person.name,
        case_id=project.case_id,
    )


def _page(project: LifeProject) -> str:
    return reverse("project_version", args=[project.case_id, project.pk])


def _for(day: date | None) -> str:
    return _("for {day}").format(day=moments.day(day)) if day else ""
